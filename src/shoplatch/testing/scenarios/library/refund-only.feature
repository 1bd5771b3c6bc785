Feature: A refund without return
  What is broken need not come back.

  Scenario: A buyer is refunded and keeps the goods
    Given a GB shop
    When a buyer orders 1 unit
    And the order comes to be DELIVERED
    And the buyer asks for a refund
    And the app calls return_refund.approve_return
      | return_id | <return> |
      | decision  | APPROVE_REFUND |
    Then it succeeds
    And the return is RETURN_OR_REFUND_REQUEST_SUCCESS
    When 1 day passes
    Then the return is RETURN_OR_REFUND_REQUEST_COMPLETE
    And the refund is 100 percent of what was paid
    And the store has the return
      | status      | RETURN_OR_REFUND_REQUEST_COMPLETE |
      | return_type | REFUND                            |
    And the store has 1 return of the order
      | refund_total | <total> |
