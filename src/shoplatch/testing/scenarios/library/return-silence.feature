Feature: A return with refund
  Silence approves a return too.

  Scenario: The seller does not answer a return in time
    Given a GB shop
    When a buyer orders 1 unit
    And the order comes to be DELIVERED
    And the buyer asks for a return and refund
    And 50 hours pass
    Then the return is AWAITING_BUYER_SHIP
    And the store has the return
      | status | AWAITING_BUYER_SHIP |
