Feature: An order nobody ships
  An order that is not shipped in time is cancelled by the platform.

  Scenario: The seller forgets a paid order
    Given a GB shop
    And a SKU on sale, with its stock
    When the buyer orders 1 unit of it
    And 30 days pass
    Then the order is CANCELLED
    And 0 units less can be sold than before
    And the store has the order
      | status        | CANCELLED |
      | cancel_reason | any       |
    And in the store 0 units less can be sold than before
