Feature: A cancelled order settles nothing
  What was never earned is in no statement.

  Scenario: An order is cancelled before it leaves, and no statement knows it
    Given a GB shop
    And orders are settled 1 day after delivery
    When a buyer orders 1 unit
    And the buyer cancels
    And 4 days pass
    Then the order is CANCELLED
    And the order has no settlement
    And 0 statements have the order
    And the store has the order
      | status | CANCELLED |
    And the store has 0 transactions of the order
