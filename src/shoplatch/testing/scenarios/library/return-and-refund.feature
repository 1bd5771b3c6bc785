Feature: A return with refund
  The goods come back, then the money goes.

  Scenario: A buyer returns everything and is refunded
    Given a GB shop
    And a SKU on sale, with its stock
    When the buyer orders 2 units of it
    And the order comes to be DELIVERED
    And the buyer asks for a return and refund
    Then the return is RETURN_OR_REFUND_REQUEST_PENDING
    And a webhook RETURN_STATUS_CHANGE came
      | order_id | <order> |
    When the app calls return_refund.approve_return
      | return_id | <return> |
      | decision  | APPROVE_RETURN |
    Then it succeeds
    And the return is AWAITING_BUYER_SHIP
    When the buyer sends the return back
    And the seller receives the return
    And the app calls return_refund.approve_return
      | return_id | <return> |
      | decision  | APPROVE_RECEIVED_PACKAGE |
    Then it succeeds
    And the return is RETURN_OR_REFUND_REQUEST_SUCCESS
    When 1 day passes
    Then the return is RETURN_OR_REFUND_REQUEST_COMPLETE
    And the refund is 100 percent of what was paid
    And the store has the return
      | status       | RETURN_OR_REFUND_REQUEST_COMPLETE |
      | return_type  | RETURN_AND_REFUND                 |
      | refund_total | <total>                           |
    And the store has 2 return lines of the return
    And the store and TikTok Shop differ about it in 0 fields
