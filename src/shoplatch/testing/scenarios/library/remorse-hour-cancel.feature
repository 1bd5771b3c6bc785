Feature: Cancelling within the remorse hour
  In the first hour a buyer cancels without asking.

  Scenario: A buyer cancels half an hour after paying, and the stock returns
    Given a US shop
    And a SKU on sale, with its stock
    When the buyer orders 2 units of it
    Then the order is ON_HOLD
    When 30 minutes pass
    And the buyer cancels
    Then the order is CANCELLED
    And 0 units less can be sold than before
    And a webhook ORDER_STATUS_CHANGE came
      | order_id     | <order>   |
      | order_status | CANCEL  |
    And the store has the order
      | status | CANCELLED |
    And in the store 0 units less can be sold than before
