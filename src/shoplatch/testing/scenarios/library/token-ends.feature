Feature: An access token ends
  After seven days it has to be refreshed.

  Scenario: A call with a token of last week is refused
    Given a GB shop
    When the app calls order.get_order_list
      | page_size | 1 |
    Then it succeeds
    When 8 days pass
    And the app calls order.get_order_list
      | page_size | 1 |
    Then it is refused with 105002
    And the store's grant is active
