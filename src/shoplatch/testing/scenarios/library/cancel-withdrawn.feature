Feature: A buyer asks to cancel
  A buyer may think again.

  Scenario: The buyer withdraws the wish, and the order goes on
    Given a GB shop
    When a buyer orders 1 unit
    And 2 hours pass
    And the buyer asks to cancel
    And the buyer withdraws the wish to cancel
    Then the order is AWAITING_SHIPMENT
    And the cancellation is CANCELLATION_REQUEST_CANCEL
    And the store has 1 cancellation of the order
      | status | CANCELLATION_REQUEST_CANCEL |
    And the store has the order
      | status                  | AWAITING_SHIPMENT |
      | is_buyer_request_cancel | false             |
