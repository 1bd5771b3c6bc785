Feature: An order of two systems
  The order's number in your system is kept with it.

  Scenario: The app keeps its own order number, and finds the order by it
    Given a GB shop
    When a buyer orders 1 unit
    And the app calls order.add_external_order_references
      | orders | [{"id": "<order>", "external_order": {"id": "ERP-4711", "platform": "SHOPIFY", "line_items": [{"id": "1", "origin_id": "<line>"}]}}] |
    Then it succeeds
    When the app calls order.get_external_order_references
      | order_id | <order> |
      | platform | SHOPIFY |
    Then it answers
      | external_orders.0.id | ERP-4711 |
    And the store has the order
      | status | any |
