Feature: An order nobody pays
  Stock is held for an unpaid order, and comes back when its time is over.

  Scenario: An unpaid order is cancelled by time, and its stock returns
    Given a GB shop
    And a SKU on sale, with its stock
    When the buyer orders 3 units of it, unpaid
    Then the order is UNPAID
    And 3 units less can be sold than before
    When 3 days pass
    Then the order is CANCELLED
    And 0 units less can be sold than before
    And a webhook ORDER_STATUS_CHANGE came
      | order_id     | <order>   |
      | order_status | CANCEL  |
    And the store has the order
      | status    | CANCELLED |
      | paid_time | empty     |
    And in the store 0 units less can be sold than before
