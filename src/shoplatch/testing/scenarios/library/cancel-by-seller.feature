Feature: A seller cancels
  The seller is out of stock.

  Scenario: The seller cancels a paid order with a reason
    Given a GB shop
    And a SKU on sale, with its stock
    When the buyer orders 1 unit of it
    And 2 hours pass
    And the app calls return_refund.cancel_order
      | order_id      | <order> |
      | cancel_reason | seller_cancel_reason_out_of_stock_uk |
    Then it succeeds
    And the order is CANCELLED
    And 0 units less can be sold than before
    And the store has the order
      | status                 | CANCELLED |
      | cancellation_initiator | SELLER    |
    And the store has 1 line of the order
      | display_status | CANCELLED |
    And in the store 0 units less can be sold than before
