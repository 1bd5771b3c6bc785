Feature: A return of a part
  One of two comes back.

  Scenario: A buyer returns one of two units
    Given a GB shop
    And a SKU on sale, with its stock
    When the buyer orders 2 units of it
    And the order comes to be DELIVERED
    And the buyer asks for a refund of 1 unit
    And the app calls return_refund.approve_return
      | return_id | <return> |
      | decision  | APPROVE_REFUND |
    Then it succeeds
    And the refund is the price of 1 unit
    And the store has 1 return line of the return
    And the store has the return
      | return_type | REFUND |
