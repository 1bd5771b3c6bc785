Feature: The seller takes the grant back
  From then on nothing works, and a webhook says so.

  Scenario: The seller deauthorizes the app
    Given a GB shop
    When the seller takes the grant back
    And the app calls order.get_order_list
      | page_size | 1 |
    Then it is refused with 105001
    And a webhook SELLER_DEAUTHORIZATION came
    And the store's grant is deauthorized
