Feature: An order paid later
  Nothing may be shipped before it is paid.

  Scenario: A buyer pays an hour after ordering
    Given a GB shop
    And a SKU on sale, with its stock
    When the buyer orders 1 unit of it, unpaid
    Then the order is UNPAID
    And the order says
      | payment.total_amount | any |
    When 1 hour passes
    And the buyer pays
    Then the order is ON_HOLD
    And 1 unit less can be sold than before
    And the store has the order
      | status    | ON_HOLD |
      | paid_time | any     |
    And in the store 1 unit less can be sold than before
    And the store and TikTok Shop differ about it in 0 fields
