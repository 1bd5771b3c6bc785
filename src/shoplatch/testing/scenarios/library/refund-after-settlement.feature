Feature: A refund after the settlement
  What was settled already comes off with a later statement.

  Scenario: A buyer is refunded after the shop was paid
    Given a GB shop
    And orders are settled 1 day after delivery
    When a buyer orders 1 unit
    And the order comes to be DELIVERED
    And 2 days pass
    Then the order has a settlement
    When the settlement is noted
    And the buyer asks for a refund
    And the app calls return_refund.approve_return
      | return_id | <return> |
      | decision  | APPROVE_REFUND |
    Then it succeeds
    When 3 days pass
    Then the refund is 100 percent of what was paid
    And the settlement is less than what was noted
    And the statements pay what their orders are settled with, to 0 cents
    And the store has the return
      | status   | RETURN_OR_REFUND_REQUEST_COMPLETE |
      | order_id | <order>                           |
    And the store has what the order is settled with, to 0 cents
