Feature: A buyer asks to cancel
  A rejected wish leaves the order as it was.

  Scenario: The seller rejects the wish because it is already packed
    Given a GB shop
    And a SKU on sale, with its stock
    When the buyer orders 1 unit of it
    And 2 hours pass
    And the buyer asks to cancel
    And the open cancellation is looked up
    And the app calls return_refund.get_reject_reasons
      | return_or_cancel_id | <cancellation> |
    And reasons.0.name of the answer is noted as reason
    And the app calls return_refund.reject_cancellation
      | cancel_id     | <cancellation> |
      | reject_reason | <reason>       |
    Then it succeeds
    And the order is AWAITING_SHIPMENT
    And 1 unit less can be sold than before
    And the store has the cancellation
      | status | CANCELLATION_REQUEST_CANCEL |
    And the store has the order
      | status | AWAITING_SHIPMENT |
    And in the store 1 unit less can be sold than before
