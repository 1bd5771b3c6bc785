Feature: A buyer asks to cancel
  After the hour the seller decides.

  Scenario: The seller approves the wish, and the stock returns once
    Given a GB shop
    And a SKU on sale, with its stock
    When the buyer orders 2 units of it
    And 2 hours pass
    And the buyer asks to cancel
    Then the cancellation is CANCELLATION_REQUEST_PENDING
    And a webhook CANCELLATION_STATUS_CHANGE came
      | order_id | <order> |
    When the open cancellation is looked up
    And the app calls return_refund.approve_cancellation
      | cancel_id | <cancellation> |
    Then it succeeds
    And the order is CANCELLED
    And 0 units less can be sold than before
    And the cancellation is CANCELLATION_REQUEST_SUCCESS
    When 1 day passes
    Then the cancellation is CANCELLATION_REQUEST_COMPLETE
    And the store has the cancellation
      | status   | CANCELLATION_REQUEST_COMPLETE |
      | order_id | <order>                       |
    And the store has 2 lines of the order
      | display_status | CANCELLED |
    And in the store 0 units less can be sold than before
    And the store and TikTok Shop differ about it in 0 fields
