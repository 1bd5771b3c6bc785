Feature: Too many calls
  The platform says slow down; the next call works.

  Scenario: A call is refused once for its rate
    Given a GB shop
    And the next 1 call of product.get_brands goes wrong: rate_limited
    When the app calls product.get_brands
      | page_size | 1 |
    Then it is refused with 36009002
    When the app calls product.get_brands
      | page_size | 1 |
    Then it succeeds
    And there is 1 brands in the answer
    And the store's grant is active
