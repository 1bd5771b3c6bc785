Feature: A buyer asks to cancel
  Silence approves.

  Scenario: The seller says nothing, and the order is cancelled by time
    Given a GB shop
    And a SKU on sale, with its stock
    When the buyer orders 1 unit of it
    And 2 hours pass
    And the buyer asks to cancel
    And 3 days pass
    Then the order is CANCELLED
    And 0 units less can be sold than before
    And the cancellation is CANCELLATION_REQUEST_COMPLETE
    And the store has 1 cancellation of the order
      | status | CANCELLATION_REQUEST_COMPLETE |
    And the store has the order
      | status | CANCELLED |
    And in the store 0 units less can be sold than before
