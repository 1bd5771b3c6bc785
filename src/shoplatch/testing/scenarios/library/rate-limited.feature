Feature: Too many calls
  The platform says slow down; the next call works.

  Scenario: A call is refused once for its rate
    Given a GB shop
    And the next 1 call of order.get_order_list goes wrong: rate_limited
    When the app calls order.get_order_list
      | page_size | 1 |
    Then it is refused with 36009002
    When the app calls order.get_order_list
      | page_size | 1 |
    Then it succeeds
    And there are 0 orders in the answer
