Feature: Shipping by the seller
  A package leaves once.

  Scenario: A package that was shipped cannot be shipped again
    Given a GB shop
    When a buyer orders 1 unit
    And 2 hours pass
    And the order's package is looked up
    And the order comes to be IN_TRANSIT
    And the app calls fulfillment.mark_package_as_shipped
      | order_id           | <order> |
      | order_line_list    | [{"order_line_id": "<line>"}] |
      | shipping_info_list | [{"tracking_number": "JD0002255441234567", "shipping_provider_id": "7117858858072016686"}] |
    Then it is refused with 21011004
    And the order is IN_TRANSIT
