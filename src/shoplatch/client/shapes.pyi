# Written by tools/stubs.py from the catalog: change that, not this.

from builtins import bool as _bool
from builtins import dict as _dict
from builtins import int as _int
from builtins import list as _list
from builtins import str as _str
from typing import Any as _Any
from typing import Literal as _Literal

from msgspec import Struct as _Struct

from shoplatch.client import models as _models
from shoplatch.client.models.money import Amount as _Amount
from shoplatch.client.models.money import Amounts as _Amounts

class GetLiveRoomInfo(_Struct, frozen=True, kw_only=True):
    id: _str | None = None
    start_time: _int | None = None
    status: _str | None = None
    title: _str | None = None
class RemoveLiveProducts(_Struct, frozen=True, kw_only=True):
    ...
class GetLiveProducts(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Commission(_Struct, frozen=True, kw_only=True):
            commission_rate: _int | None = None
            inclusive_reward_commission_rate: _int | None = None
        class MainImages(_Struct, frozen=True, kw_only=True):
            height: _int | None = None
            url: _str | None = None
            width: _int | None = None
        class Price(_Struct, frozen=True, kw_only=True):
            class OriginalPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                highest_amount: _str | None = None
                lowest_amount: _str | None = None
            class PlatformDiscountPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                highest_amount: _str | None = None
                lowest_amount: _str | None = None
            class SellerDiscountPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                highest_amount: _str | None = None
                lowest_amount: _str | None = None
            original_price: OriginalPrice | None = None
            platform_discount_price: PlatformDiscountPrice | None = None
            seller_discount_price: SellerDiscountPrice | None = None
        class Status(_Struct, frozen=True, kw_only=True):
            added_status: _Literal["NOT_ADDED", "ADDED", "REJECTED"] | _str | None = None
            inventory_status: _Literal["IN_STOCK", "SOLD_OUT"] | _str | None = None
            review_status: _Literal["APPROVED", "UNDER_REVIEW", "CHANGES_UNDER_REVIEW", "UNAVAILABLE", "REJECTED", "ZERO_COMMISSION"] | _str | None = None
        commission: Commission | None = None
        detail_url: _str | None = None
        id: _str | None = None
        main_images: _list[MainImages] | None = None
        original_url: _str | None = None
        price: Price | None = None
        sale_regions: _list[_str] | None = None
        shop_name: _str | None = None
        source: _str | None = None
        status: Status | None = None
        title: _str | None = None
    pinned_product_id: _str | None = None
    products: _list[Products] | None = None
class AddLiveProducts(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            product_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class TopLiveProducts(_Struct, frozen=True, kw_only=True):
    ...
class PinLiveProduct(_Struct, frozen=True, kw_only=True):
    ...
class UnpinLiveProduct(_Struct, frozen=True, kw_only=True):
    ...
class GetCreatorProfile202309(_Struct, frozen=True, kw_only=True):
    class Avatar(_Struct, frozen=True, kw_only=True):
        height: _int | None = None
        url: _str | None = None
        width: _int | None = None
    avatar: Avatar | None = None
    partner_id: _str | None = None
    partner_name: _str | None = None
    permissions: _list[_str] | None = None
    register_region: _str | None = None
    selection_region: _str | None = None
    seller_type: _str | None = None
    user_name: _str | None = None
    user_type: _str | None = None
class GetShopProducts202309(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Images(_Struct, frozen=True, kw_only=True):
            height: _int | None = None
            url: _str | None = None
            width: _int | None = None
        class Price(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        added_status: _Literal["ADDABLE", "ADDED", "REJECTED"] | _str | None = None
        brand_name: _str | None = None
        id: _str | None = None
        images: _list[Images] | None = None
        price: Price | None = None
        sales_count: _int | None = None
        title: _str | None = None
    next_page_token: _str | None = None
    products: _list[Products] | None = None
class RemoveShowcaseProducts202309(_Struct, frozen=True, kw_only=True):
    ...
class GetShowcaseProducts202309(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Addition(_Struct, frozen=True, kw_only=True):
            class CustomizedMainImage(_Struct, frozen=True, kw_only=True):
                height: _int | None = None
                url: _str | None = None
                width: _int | None = None
            customized_main_image: _list[CustomizedMainImage] | None = None
        class Commission(_Struct, frozen=True, kw_only=True):
            commission_rate: _int | None = None
            inclusive_reward_commission_rate: _int | None = None
        class MainImages(_Struct, frozen=True, kw_only=True):
            height: _int | None = None
            url: _str | None = None
            width: _int | None = None
        class Price(_Struct, frozen=True, kw_only=True):
            class OriginalPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                highest_amount: _str | None = None
                lowest_amount: _str | None = None
            class PlatformDiscountPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                highest_amount: _str | None = None
                lowest_amount: _str | None = None
            class SellerDiscountPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                highest_amount: _str | None = None
                lowest_amount: _str | None = None
            original_price: OriginalPrice | None = None
            platform_discount_price: PlatformDiscountPrice | None = None
            seller_discount_price: SellerDiscountPrice | None = None
        class Status(_Struct, frozen=True, kw_only=True):
            added_status: _Literal["NOT_ADDED", "ADDED", "REJECTED"] | _str | None = None
            inventory_status: _Literal["IN_STOCK", "SOLD_OUT"] | _str | None = None
            is_hidden: _bool | None = None
            review_status: _Literal["APPROVED", "UNDER_REVIEW", "CHANGES_UNDER_REVIEW", "UNAVAILABLE", "REJECTED", "ZERO_COMMISSION"] | _str | None = None
        addition: Addition | None = None
        commission: Commission | None = None
        detail_url: _str | None = None
        id: _str | None = None
        main_images: _list[MainImages] | None = None
        original_url: _str | None = None
        price: Price | None = None
        sale_regions: _list[_str] | None = None
        shop_name: _str | None = None
        source: _Literal["THIRD_PARTY", "AFFILIATE", "TIKTOK_STORE"] | _str | None = None
        status: Status | None = None
        title: _str | None = None
    live_product_ids: _list[_str] | None = None
    next_page_token: _str | None = None
    products: _list[Products] | None = None
    total_count: _int | None = None
class AddShowcaseProducts202309(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            product_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class MoveShowcaseProductsToTheTop202309(_Struct, frozen=True, kw_only=True):
    ...
class CheckAnchorPrerequisites(_Struct, frozen=True, kw_only=True):
    ...
class CheckAnchorContent(_Struct, frozen=True, kw_only=True):
    ...
class SearchOpenCollaborationProducts(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class CategoryChains(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            is_leaf: _bool | None = None
            local_name: _str | None = None
            parent_id: _str | None = None
        class Commission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
            rate: _int | None = None
        class OriginalPrice(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class SalesPrice(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class Shop(_Struct, frozen=True, kw_only=True):
            name: _str | None = None
        category_chains: _list[CategoryChains] | None = None
        commission: Commission | None = None
        detail_link: _str | None = None
        has_inventory: _bool | None = None
        id: _str | None = None
        main_image_url: _str | None = None
        original_price: OriginalPrice | None = None
        sale_region: _str | None = None
        sales_price: SalesPrice | None = None
        shop: Shop | None = None
        title: _str | None = None
        units_sold: _int | None = None
    next_page_token: _str | None = None
    products: _list[Products] | None = None
    total_count: _int | None = None
class SearchCreatorAffiliateOrders202405(_Struct, frozen=True, kw_only=True):
    class Orders(_Struct, frozen=True, kw_only=True):
        class LineItems(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            product_id: _str | None = None
        id: _str | None = None
        line_items: _list[LineItems] | None = None
    next_page_token: _str | None = None
    orders: _list[Orders] | None = None
    total_count: _int | None = None
class GetCreatorProfile202405(_Struct, frozen=True, kw_only=True):
    class Avatar(_Struct, frozen=True, kw_only=True):
        height: _int | None = None
        url: _str | None = None
        width: _int | None = None
    avatar: Avatar | None = None
    creator_user_id: _str | None = None
    permissions: _list[_Literal["LIVE_STREAM_PERMISSION", "SELF_SALE_PERMISSION", "ADD_AFFILIATE_PERMISSION"] | _str] | None = None
    register_region: _str | None = None
    selection_region: _str | None = None
    seller_type: _Literal["CROSS_BORDER", "LOCAL"] | _str | None = None
    user_type: _Literal["TIKTOK_SHOP_OFFICIAL_ACCOUNT", "TIKTOK_MARKETING_ACCOUNT", "TIKTOK_SHOP_CREATOR"] | _str | None = None
    username: _str | None = None
class GetShowcaseProducts(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Addition(_Struct, frozen=True, kw_only=True):
            class CustomizedMainImages(_Struct, frozen=True, kw_only=True):
                heigth: _int | None = None
                url: _str | None = None
                width: _int | None = None
            customized_main_images: _list[CustomizedMainImages] | None = None
        class Collaboration(_Struct, frozen=True, kw_only=True):
            class Partner(_Struct, frozen=True, kw_only=True):
                id: _str | None = None
                name: _str | None = None
            id: _str | None = None
            partner: Partner | None = None
            type: _str | None = None
        class Commission(_Struct, frozen=True, kw_only=True):
            rate: _int | None = None
            reward_rate: _int | None = None
        class MainImages(_Struct, frozen=True, kw_only=True):
            heigth: _int | None = None
            url: _str | None = None
            width: _int | None = None
        class Price(_Struct, frozen=True, kw_only=True):
            class OriginalPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                maximum_amount: _str | None = None
                minimum_amount: _str | None = None
            class PlatformDiscountPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                maximum_amount: _str | None = None
                minimum_amount: _str | None = None
            class SellerDiscountPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                maximum_amount: _str | None = None
                minimum_amount: _str | None = None
            original_price: OriginalPrice | None = None
            platform_discount_price: PlatformDiscountPrice | None = None
            seller_discount_price: SellerDiscountPrice | None = None
        class Shop(_Struct, frozen=True, kw_only=True):
            name: _str | None = None
        class Status(_Struct, frozen=True, kw_only=True):
            added_status: _Literal["NOT_ADDED", "ADDED", "REJECTED"] | _str | None = None
            inventory_status: _Literal["IN_STOCK", "SOLD_OUT"] | _str | None = None
            is_hidden: _bool | None = None
            review_status: _Literal["APPROVED", "CHANGES_UNDER_REVIEW", "UNAVAILABLE", "ZERO_COMMISSION", "UNDER_REVIEW", "REJECTED"] | _str | None = None
        addition: Addition | None = None
        collaboration: Collaboration | None = None
        commission: Commission | None = None
        detail_link: _str | None = None
        id: _str | None = None
        main_images: _list[MainImages] | None = None
        price: Price | None = None
        sale_regions: _list[_str] | None = None
        shop: Shop | None = None
        source: _Literal["THIRD_PARTY", "AFFILIATE", "TIKTOK_STORE"] | _str | None = None
        status: Status | None = None
        third_party_link: _str | None = None
        title: _str | None = None
    next_page_token: _str | None = None
    products: _list[Products] | None = None
    total_count: _int | None = None
class AddShowcaseProducts(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            product_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class SearchCreatorTargetCollaborations(_Struct, frozen=True, kw_only=True):
    class TargetCollaborations(_Struct, frozen=True, kw_only=True):
        class Products(_Struct, frozen=True, kw_only=True):
            class Commission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
                rate: _int | None = None
            commission: Commission | None = None
            id: _str | None = None
            main_image_url: _str | None = None
            title: _str | None = None
        id: _str | None = None
        name: _str | None = None
        products: _list[Products] | None = None
        status: _Literal["LIVE", "EXPIRED", "DELETED", "ENDED"] | _str | None = None
    next_page_token: _str | None = None
    target_collaborations: _list[TargetCollaborations] | None = None
    total_count: _int | None = None
class GenerateAffiliateSharingLink202407(_Struct, frozen=True, kw_only=True):
    class AffiliateSharingLinks(_Struct, frozen=True, kw_only=True):
        affiliate_sharing_link: _str | None = None
        tag: _str | None = None
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            fail_reason: _str | None = None
            tag: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    affiliate_sharing_links: _list[AffiliateSharingLinks] | None = None
    errors: _list[Errors] | None = None
class CreatorSearchSampleApplicationFulfillments(_Struct, frozen=True, kw_only=True):
    class Fulfillments(_Struct, frozen=True, kw_only=True):
        application_id: _str | None = None
        bound_product_status: _Literal["UNKNOWN", "LIVE", "OUT_OF_STOCK", "SELLER_DEACTIVATE", "PLATFORM_DEACTIVATE", "NO_PLAN", "PERMANENT_DELETED"] | _str | None = None
        expiration_time: _int | None = None
        id: _str | None = None
        product_id: _str | None = None
        sample_application_type: _Literal["FREE_SAMPLE", "SAMPLE_COUPON", "SAMPLE_CAMPAIGN", "PLATFORM_FREE_SAMPLE", "REFUNDABLE_SAMPLE", "UNSPECIFIED"] | _str | None = None
        shop_id: _str | None = None
        status: _Literal["PENDING", "ONGOING", "SUCCEED", "FAILED", "OVERDUE", "CANCELLED", "EXEMPTED"] | _str | None = None
        total_suspend_duration: _int | None = None
    fulfillments: _list[Fulfillments] | None = None
class RemoveShowcaseProducts(_Struct, frozen=True, kw_only=True):
    code: _int | None = None
    message: _str | None = None
    request_id: _str | None = None
class MoveShowcaseProductsToTheTop(_Struct, frozen=True, kw_only=True):
    code: _int | None = None
    message: _str | None = None
    request_id: _str | None = None
class SearchCreatorAffiliateOrders(_Struct, frozen=True, kw_only=True):
    class Orders(_Struct, frozen=True, kw_only=True):
        class Skus(_Struct, frozen=True, kw_only=True):
            class ActualBonusCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualCommissionBase(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualCreatorCommissionRewardFee(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualShopAdsCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedBonusCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedCommissionBase(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedCreatorCommissionRewardFee(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedShopAdsCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Price(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedStandardCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualStandardCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Isr(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Iva(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Pit(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class SharedWithPartner(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class TraceInfo(_Struct, frozen=True, kw_only=True):
                id: _str | None = None
                type: _str | None = None
            actual_bonus_commission: ActualBonusCommission | None = None
            actual_commission: ActualCommission | None = None
            actual_commission_base: ActualCommissionBase | None = None
            actual_creator_commission_reward_fee: ActualCreatorCommissionRewardFee | None = None
            actual_shop_ads_commission: ActualShopAdsCommission | None = None
            campaign_id: _str | None = None
            commission_bonus_rate: _int | None = None
            commission_model: _str | None = None
            commission_rate: _int | None = None
            commission_tier_setting: _str | None = None
            content_id: _str | None = None
            content_type: _Literal["SHOP", "VIDEO", "LIVE", "PRE_LIVE", "PROMOTION_PAGE", "LINKSHARE"] | _str | None = None
            creator_commission_reward_rate: _int | None = None
            estimated_bonus_commission: EstimatedBonusCommission | None = None
            estimated_commission: EstimatedCommission | None = None
            estimated_commission_base: EstimatedCommissionBase | None = None
            estimated_creator_commission_reward_fee: EstimatedCreatorCommissionRewardFee | None = None
            estimated_shop_ads_commission: EstimatedShopAdsCommission | None = None
            id: _str | None = None
            open_collaboration_id: _str | None = None
            price: Price | None = None
            product_id: _str | None = None
            product_name: _str | None = None
            quantity: _int | None = None
            refunded_quantity: _int | None = None
            returned_quantity: _int | None = None
            shop_ads_commission_rate: _int | None = None
            shop_name: _str | None = None
            tag: _str | None = None
            target_collaboration_id: _str | None = None
            standard_commission_rate: _int | None = None
            estimated_standard_commission: EstimatedStandardCommission | None = None
            actual_standard_commission: ActualStandardCommission | None = None
            isr: Isr | None = None
            iva: Iva | None = None
            pit: Pit | None = None
            shared_with_partner: SharedWithPartner | None = None
            trace_info: TraceInfo | None = None
            last_update_time: _int | None = None
            is_carousel: _bool | None = None
        create_time: _int | None = None
        delivery_time: _int | None = None
        id: _str | None = None
        skus: _list[Skus] | None = None
        status: _Literal["UNSPECIFIED", "AWAITING PAYMENT", "To-SETTLE", "SETTLED", "REFUNDED", "FROZEN"] | _str | None = None
    next_page_token: _str | None = None
    orders: _list[Orders] | None = None
    total_count: _int | None = None
class SearchCreatorSampleApplications(_Struct, frozen=True, kw_only=True):
    class SampleApplications(_Struct, frozen=True, kw_only=True):
        class CreatorFulfillment(_Struct, frozen=True, kw_only=True):
            bound_product_status: _Literal["UNKNOWN", "LIVE", "OUT_OF_STOCK", "SELLER_DEACTIVATE", "PLATFORM_DEACTIVATE", "NO_PLAN", "PERMANENT_DELETED"] | _str | None = None
            expiration_time: _int | None = None
            id: _str | None = None
            status: _Literal["PENDING", "ONGOING", "SUCCEED", "FAILED", "OVERDUE", "SUSPEND", "CANCELLED", "EXEMPTED"] | _str | None = None
            total_suspend_duration: _int | None = None
        class SampleProduct(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            sku_id: _str | None = None
            sku_sale_property_value_names: _list[_str] | None = None
        activity_id: _str | None = None
        creator_fulfillment: CreatorFulfillment | None = None
        id: _str | None = None
        main_order_id: _str | None = None
        sample_product: SampleProduct | None = None
        status: _Literal["PENDING", "AWAITING_SHIPMENT", "SHIPPED", "REJECT_CANCELLED", "OVERDUE_CANCELLED", "UNFULFILL_CANCELLED", "FULFILLMENT_SUSPEND", "DEL_OPEN_COLLAB", "SELLER_NOT_SHIP_CANCELLED", "WITHDRAW_CANCELLED", "UNFULFILLABLE_CANCELLED", "OPS_CANCELLED", "OPS_FAILED", "OPS_ COMPLETED", "COMPLETED", "TO_BE_POST", "POST_IN_REVIEW", "POST_FAILED", "CANCELED"] | _str | None = None
    next_page_token: _str | None = None
    sample_applications: _list[SampleApplications] | None = None
class GetCreatorSampleApplicationDetail(_Struct, frozen=True, kw_only=True):
    class SampleApplication(_Struct, frozen=True, kw_only=True):
        class CreatorFulfillment(_Struct, frozen=True, kw_only=True):
            expiration_time: _int | None = None
            id: _str | None = None
            status: _Literal["PENDING", "ONGOING", "SUCCEED", "FAILED", "OVERDUE", "SUSPEND", "CANCELLED", "EXEMPTED", "REPEATED"] | _str | None = None
            total_suspend_duration: _int | None = None
        class SampleProduct(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            sku_id: _str | None = None
            sku_sale_property_value_names: _list[_str] | None = None
        activity_id: _str | None = None
        create_time: _int | None = None
        creator_fulfillment: CreatorFulfillment | None = None
        id: _str | None = None
        main_order_id: _str | None = None
        sample_product: SampleProduct | None = None
        status: _Literal["PENDING", "AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING", "REJECT_CANCELLED", "OVERDUE_CANCELLED", "UNFULFILL_CANCELLED", "SELLER_NOT_SHIP_CANCELLED", "WITHDRAW_CANCELLED", "UNFULFILLABLE_CANCELLED", "OPS_CANCELLED", "OPS_FAILED", "OPS_ COMPLETED", "COMPLETED"] | _str | None = None
        type: _Literal["FREE_SAMPLE", "SAMPLE_COUPON", "SAMPLE_CAMPAIGN"] | _str | None = None
    sample_application: SampleApplication | None = None
class CheckCreatorSampleEligibility(_Struct, frozen=True, kw_only=True):
    class Label(_Struct, frozen=True, kw_only=True):
        class SampleProduct(_Struct, frozen=True, kw_only=True):
            class SampleSkuList(_Struct, frozen=True, kw_only=True):
                class Price(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class SaleProperties(_Struct, frozen=True, kw_only=True):
                    id: _str | None = None
                    name: _str | None = None
                    value_id: _str | None = None
                    value_name: _str | None = None
                id: _str | None = None
                is_available: _bool | None = None
                price: Price | None = None
                sale_properties: _list[SaleProperties] | None = None
                sale_property_value_ids: _str | None = None
                unavailable_reason: _Literal["IS_PREORDER", "IS_GIFT", "OUT_OF_STOCK", "EXCEED_CB_PRICE_THRESHOLD", "ALREADY_APPLYED", "UNKNOWN"] | _str | None = None
            sample_sku_list: _list[SampleSkuList] | None = None
        application_id: _str | None = None
        can_apply: _bool | None = None
        reach_limit: _bool | None = None
        sample_product: SampleProduct | None = None
        status: _Literal["TO_APPLY", "ONGOING", "COMPLETE"] | _str | None = None
    label: Label | None = None
class GenerateAffiliateSharingLink(_Struct, frozen=True, kw_only=True):
    class AffiliateSharingLinks(_Struct, frozen=True, kw_only=True):
        affiliate_sharing_link: _str | None = None
        tag: _str | None = None
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            fail_reason: _str | None = None
            tag: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    affiliate_sharing_links: _list[AffiliateSharingLinks] | None = None
    errors: _list[Errors] | None = None
class CreatorSelectAffiliateProduct(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Commission(_Struct, frozen=True, kw_only=True):
            amount: _str | None = None
            rate: _int | None = None
        class MarketPerformance(_Struct, frozen=True, kw_only=True):
            historical_sold_quantity: _int | None = None
        class Price(_Amounts, frozen=True, kw_only=True):
            ceiling_price: _str | None = None
            currency: _str | None = None
            floor_price: _str | None = None
        class Review(_Struct, frozen=True, kw_only=True):
            count: _int | None = None
            overall_score: _str | None = None
        class Shop(_Struct, frozen=True, kw_only=True):
            logo_url: _str | None = None
            name: _str | None = None
            rating: _str | None = None
        class Stock(_Struct, frozen=True, kw_only=True):
            quantity: _int | None = None
        brand_name: _str | None = None
        commission: Commission | None = None
        id: _str | None = None
        main_image_url: _str | None = None
        market_performance: MarketPerformance | None = None
        price: Price | None = None
        review: Review | None = None
        shop: Shop | None = None
        stock: Stock | None = None
        title: _str | None = None
    next_page_token: _str | None = None
    products: _list[Products] | None = None
    total_count: _int | None = None
class GeneratePublisherSharingLinksInBatch(_Struct, frozen=True, kw_only=True):
    class FailedMaterials(_Struct, frozen=True, kw_only=True):
        fail_reason: _str | None = None
        material_id: _str | None = None
    class SharingLinks(_Struct, frozen=True, kw_only=True):
        deep_link: _str | None = None
        material_id: _int | None = None
        one_link: _str | None = None
        sharing_link: _str | None = None
    failed_materials: _list[FailedMaterials] | None = None
    sharing_links: _list[SharingLinks] | None = None
class GenerateGeneralSharingLinks(_Struct, frozen=True, kw_only=True):
    class FailedMaterials(_Struct, frozen=True, kw_only=True):
        fail_reason: _str | None = None
        material_id: _str | None = None
    class SharingLinks(_Struct, frozen=True, kw_only=True):
        deep_link: _str | None = None
        material_id: _str | None = None
        one_link: _str | None = None
        sharing_link: _str | None = None
    failed_materials: _list[FailedMaterials] | None = None
    sharing_links: _list[SharingLinks] | None = None
class SearchAffiliateOrdersByCreator(_Struct, frozen=True, kw_only=True):
    class Orders(_Struct, frozen=True, kw_only=True):
        class Skus(_Struct, frozen=True, kw_only=True):
            class ActualBonusCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualCommissionBase(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualCreatorCommissionRewardFee(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualShopAdsCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedBonusCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedCommissionBase(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedCreatorCommissionRewardFee(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedShopAdsCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Price(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Trace(_Struct, frozen=True, kw_only=True):
                id: _str | None = None
                type: _str | None = None
            actual_bonus_commission: ActualBonusCommission | None = None
            actual_commission: ActualCommission | None = None
            actual_commission_base: ActualCommissionBase | None = None
            actual_creator_commission_reward_fee: ActualCreatorCommissionRewardFee | None = None
            actual_shop_ads_commission: ActualShopAdsCommission | None = None
            campaign_id: _str | None = None
            commission_bonus_rate: _int | None = None
            commission_rate: _int | None = None
            content_id: _str | None = None
            content_type: _Literal["SHOP", "VIDEO", "LIVE", "PRE_LIVE", "PROMOTION_PAGE", "LINKSHARE"] | _str | None = None
            creator_commission_reward_rate: _int | None = None
            delivery_time: _int | None = None
            estimated_bonus_commission: EstimatedBonusCommission | None = None
            estimated_commission: EstimatedCommission | None = None
            estimated_commission_base: EstimatedCommissionBase | None = None
            estimated_creator_commission_reward_fee: EstimatedCreatorCommissionRewardFee | None = None
            estimated_shop_ads_commission: EstimatedShopAdsCommission | None = None
            id: _str | None = None
            price: Price | None = None
            product_id: _str | None = None
            product_name: _str | None = None
            quantity: _int | None = None
            refunded_quantity: _int | None = None
            returned_quantity: _int | None = None
            shop_ads_commission_rate: _int | None = None
            shop_name: _str | None = None
            trace: Trace | None = None
        create_time: _int | None = None
        delivery_time: _int | None = None
        id: _int | None = None
        skus: _list[Skus] | None = None
        status: _Literal["UNSPECIFIED", "ORDERED", "SETTLED", "REFUNDED", "FROZEN", "DEDUCTED"] | _str | None = None
    next_page_token: _str | None = None
    orders: _list[Orders] | None = None
    total_count: _int | None = None
class PostShoppableVideo202505(_Struct, frozen=True, kw_only=True):
    class Video(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
    video: Video | None = None
class UploadShoppableVideoFile(_Struct, frozen=True, kw_only=True):
    class VideoFile(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        md5: _str | None = None
    video_file: VideoFile | None = None
class GetCreatorProfile(_Struct, frozen=True, kw_only=True):
    class Avatar(_Struct, frozen=True, kw_only=True):
        height: _int | None = None
        url: _str | None = None
        width: _int | None = None
    avatar: Avatar | None = None
    creator_user_open_id: _str | None = None
    permissions: _list[_Literal["LIVE_STREAM_PERMISSION", "SELF_SALE_PERMISSION", "ADD_AFFILIATE_PERMISSION"] | _str] | None = None
    register_region: _str | None = None
    selection_region: _str | None = None
    seller_type: _Literal["CROSS_BORDER", "LOCAL"] | _str | None = None
    user_type: _Literal["TIKTOK_SHOP_OFFICIAL_ACCOUNT", "TIKTOK_MARKETING_ACCOUNT", "TIKTOK_SHOP_CREATOR"] | _str | None = None
    username: _str | None = None
class GetOpenCollaborationProductListByProductIds(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class CategoryChains(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            is_leaf: _bool | None = None
            local_name: _str | None = None
            parent_id: _str | None = None
        class Commission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
            rate: _int | None = None
        class OriginalPrice(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class SalesPrice(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class Shop(_Struct, frozen=True, kw_only=True):
            name: _str | None = None
        class ShopAdsCommission(_Struct, frozen=True, kw_only=True):
            rate: _int | None = None
        category_chains: _list[CategoryChains] | None = None
        commission: Commission | None = None
        detail_link: _str | None = None
        has_inventory: _bool | None = None
        id: _str | None = None
        main_image_url: _str | None = None
        original_price: OriginalPrice | None = None
        sale_region: _str | None = None
        sales_price: SalesPrice | None = None
        shop: Shop | None = None
        shop_ads_commission: ShopAdsCommission | None = None
        title: _str | None = None
        units_sold: _int | None = None
    products: _list[Products] | None = None
class GetShopProducts(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Images(_Struct, frozen=True, kw_only=True):
            height: _int | None = None
            url: _str | None = None
            width: _int | None = None
        class Price(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        added_status: _Literal["ADDABLE", "ADDED", "REJECTED"] | _str | None = None
        brand_name: _str | None = None
        id: _str | None = None
        images: _list[Images] | None = None
        price: Price | None = None
        sales_count: _int | None = None
        title: _str | None = None
    next_page_token: _str | None = None
    products: _list[Products] | None = None
    total_count: _int | None = None
class GetShoppableVideoStatus(_Struct, frozen=True, kw_only=True):
    class Video(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        post_status: _Literal["SUCCESS", "FAIL", "PROCESSING"] | _str | None = None
        post_time: _int | None = None
    video: Video | None = None
class UploadShoppablePhotoFile(_Struct, frozen=True, kw_only=True):
    class PhotoFile(_Struct, frozen=True, kw_only=True):
        photo_uri: _str | None = None
    photo_file: PhotoFile | None = None
class CreateVideoPrecheckTask(_Struct, frozen=True, kw_only=True):
    class Precheck(_Struct, frozen=True, kw_only=True):
        task_id: _str | None = None
    precheck: Precheck | None = None
class GetShoppableVideoPrecheckResult202511(_Struct, frozen=True, kw_only=True):
    class PrecheckTask(_Struct, frozen=True, kw_only=True):
        class Issues(_Struct, frozen=True, kw_only=True):
            risk: _str | None = None
            suggestions: _str | None = None
        id: _str | None = None
        issues: _list[Issues] | None = None
        result: _Literal["SUCCESS", "FAIL", "PROCESSING"] | _str | None = None
    precheck_task: PrecheckTask | None = None
class CreatorGetSampleRequestDeeplink(_Struct, frozen=True, kw_only=True):
    deeplink: _str | None = None
class GetShoppableVideoPrecheckResult(_Struct, frozen=True, kw_only=True):
    class PrecheckTask(_Struct, frozen=True, kw_only=True):
        class GoodQualityCheckResult(_Struct, frozen=True, kw_only=True):
            class Issues(_Struct, frozen=True, kw_only=True):
                code: _str | None = None
                suggestions: _str | None = None
            issues: _list[Issues] | None = None
            status: _Literal["SUCCESS", "FAIL", "PROCESSING"] | _str | None = None
        class ViolationCheckResult(_Struct, frozen=True, kw_only=True):
            class Issues(_Struct, frozen=True, kw_only=True):
                risk: _str | None = None
                suggestions: _str | None = None
            issues: _list[Issues] | None = None
            status: _Literal["SUCCESS", "FAIL", "PROCESSING"] | _str | None = None
        good_quality_check_result: GoodQualityCheckResult | None = None
        id: _str | None = None
        violation_check_result: ViolationCheckResult | None = None
    precheck_task: PrecheckTask | None = None
class PostShoppableVideo(_Struct, frozen=True, kw_only=True):
    class Video(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
    video: Video | None = None
class MapTokopediaToTiktokShopProductIds(_Struct, frozen=True, kw_only=True):
    class Error(_Struct, frozen=True, kw_only=True):
        code: _int | None = None
        message: _str | None = None
    class Product(_Struct, frozen=True, kw_only=True):
        toko_pid: _int | None = None
        tts_pid: _int | None = None
    error: Error | None = None
    product: _list[Product] | None = None
class GetTokopediaAndTiktokShopProductIdMappings(_Struct, frozen=True, kw_only=True):
    class Error(_Struct, frozen=True, kw_only=True):
        code: _int | None = None
        message: _str | None = None
    class Product(_Struct, frozen=True, kw_only=True):
        toko_pid: _int | None = None
        tts_pid: _int | None = None
    error: Error | None = None
    product: _list[Product] | None = None
class PostShoppablePhotos(_Struct, frozen=True, kw_only=True):
    class Photo(_Struct, frozen=True, kw_only=True):
        photo_post_id: _str | None = None
    photo: Photo | None = None
    quota: _str | None = None
class GetAffiliatePartnerCampaignList(_Struct, frozen=True, kw_only=True):
    class Campaigns(_Struct, frozen=True, kw_only=True):
        campaign_end_time: _int | None = None
        campaign_start_time: _int | None = None
        id: _str | None = None
        name: _str | None = None
        registration_end_time: _int | None = None
        registration_start_time: _int | None = None
        status: _Literal["READY", "UPCOMING", "ONGOING", "CLOSED"] | _str | None = None
    campaigns: _list[Campaigns] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class CreateAffiliatePartnerCampaign(_Struct, frozen=True, kw_only=True):
    campaign_id: _str | None = None
class GetAffiliatePartnerCampaignDetail(_Struct, frozen=True, kw_only=True):
    class ContactInfo(_Struct, frozen=True, kw_only=True):
        email: _str | None = None
        line: _str | None = None
        phone: _str | None = None
        viber: _str | None = None
        whatsapp: _str | None = None
        zalo: _str | None = None
    class TargetShops(_Struct, frozen=True, kw_only=True):
        code: _str | None = None
        name: _str | None = None
    campaign_end_time: _int | None = None
    campaign_start_time: _int | None = None
    commission_rate: _int | None = None
    contact_info: ContactInfo | None = None
    description: _str | None = None
    id: _str | None = None
    name: _str | None = None
    region: _str | None = None
    registration_end_time: _int | None = None
    registration_start_time: _int | None = None
    status: _Literal["READY", "UPCOMING", "ONGOING", "CLOSED"] | _str | None = None
    target_seller_types: _list[_Literal["LOCAL", "CROSS_BORDER"] | _str] | None = None
    target_shops: _list[TargetShops] | None = None
class EditAffiliatePartnerCampaign(_Struct, frozen=True, kw_only=True):
    ...
class GetAffiliatePartnerCampaignProductList(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Category(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name: _str | None = None
        class HighestPrice(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class LowestPrice(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class SkuInformationList(_Struct, frozen=True, kw_only=True):
            class BasePrice(_Amounts, frozen=True, kw_only=True):
                currency: _Literal["BRL", "EUR", "GBP", "IDR", "JPY", "MXN", "MYR", "PHP", "SGD", "THB", "USD", "VND"] | _str | None = None
                list_price: _str | None = None
                localized_dutiable_price: _str | None = None
                region_code: _str | None = None
                sale_price: _str | None = None
            class Inventory(_Struct, frozen=True, kw_only=True):
                available_quantity: _str | None = None
            class Properties(_Struct, frozen=True, kw_only=True):
                name: _str | None = None
                value_name: _str | None = None
            class RegionPrices(_Amounts, frozen=True, kw_only=True):
                currency: _Literal["BRL", "EUR", "GBP", "IDR", "JPY", "MXN", "MYR", "PHP", "SGD", "THB", "USD", "VND"] | _str | None = None
                list_price: _str | None = None
                localized_dutiable_price: _str | None = None
                region_code: _str | None = None
                sale_price: _str | None = None
            base_price: BasePrice | None = None
            inventory: Inventory | None = None
            properties: _list[Properties] | None = None
            region_prices: _list[RegionPrices] | None = None
            sku_id: _str | None = None
            sku_name: _str | None = None
        category: Category | None = None
        creator_commission_rate: _int | None = None
        highest_price: HighestPrice | None = None
        id: _str | None = None
        inventory: _int | None = None
        is_available: _bool | None = None
        lowest_price: LowestPrice | None = None
        main_image_url: _str | None = None
        name: _str | None = None
        open_collaboration_commission_rate: _int | None = None
        partner_commission_rate: _int | None = None
        product_description: _str | None = None
        product_sales: _int | None = None
        review_status: _Literal["PENDING", "APPROVED", "REJECTED", "PENDING_CLOSED", "CLOSED"] | _str | None = None
        sample_quota: _int | None = None
        shop_name: _str | None = None
        sku_information_list: _list[SkuInformationList] | None = None
        total_commission_rate: _int | None = None
    next_page_token: _str | None = None
    products: _list[Products] | None = None
    total_count: _int | None = None
class GenerateAffiliatePartnerCampaignProductLink(_Struct, frozen=True, kw_only=True):
    product_promotion_link: _str | None = None
class ReviewAffiliatePartnerCampaignProduct(_Struct, frozen=True, kw_only=True):
    ...
class PublishAffiliatePartnerCampaign(_Struct, frozen=True, kw_only=True):
    ...
class SearchTapAffiliateOrders202411(_Struct, frozen=True, kw_only=True):
    class Orders(_Struct, frozen=True, kw_only=True):
        class Skus(_Struct, frozen=True, kw_only=True):
            class ActualCommissionBase(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualCreatorCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualCreatorCommissionRewardFee(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualPartnerCommissionRewardFee(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualTapCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedCommissionBase(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedCreatorCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedCreatorCommissionRewardFee(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedPartnerCommissionRewardFee(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedTapCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Price(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            actual_commission_base: ActualCommissionBase | None = None
            actual_creator_commission: ActualCreatorCommission | None = None
            actual_creator_commission_reward_fee: ActualCreatorCommissionRewardFee | None = None
            actual_partner_commission_reward_fee: ActualPartnerCommissionRewardFee | None = None
            actual_tap_commission: ActualTapCommission | None = None
            campaign_id: _str | None = None
            content_id: _str | None = None
            content_type: _Literal["SHOP", "VIDEO", "LIVE", "PRE_LIVE", "PROMOTION_PAGE", "LINKSHARE"] | _str | None = None
            creator_commission_rate: _int | None = None
            creator_commission_reward_rate: _int | None = None
            creator_username: _str | None = None
            estimated_commission_base: EstimatedCommissionBase | None = None
            estimated_creator_commission: EstimatedCreatorCommission | None = None
            estimated_creator_commission_reward_fee: EstimatedCreatorCommissionRewardFee | None = None
            estimated_partner_commission_reward_fee: EstimatedPartnerCommissionRewardFee | None = None
            estimated_tap_commission: EstimatedTapCommission | None = None
            id: _str | None = None
            partner_commission_reward_rate: _int | None = None
            price: Price | None = None
            product_id: _str | None = None
            product_name: _str | None = None
            quantity: _int | None = None
            refunded_quantity: _int | None = None
            returned_quantity: _int | None = None
            tap_commission_rate: _int | None = None
        create_time: _int | None = None
        delivery_time: _int | None = None
        id: _str | None = None
        skus: Skus | None = None
        status: _Literal["ALL", "PROCESSING", "COMPLETED", "CANCELLED", "FROZEN", "DEDUCTED"] | _str | None = None
    next_page_token: _str | None = None
    orders: _list[Orders] | None = None
    total_count: _int | None = None
class GetCampaignProductPerformanceList(_Struct, frozen=True, kw_only=True):
    class CampaignProductStatistics(_Struct, frozen=True, kw_only=True):
        class CampaignProductDetail(_Struct, frozen=True, kw_only=True):
            class IndicatorData(_Struct, frozen=True, kw_only=True):
                actual_amount: _str | None = None
                actual_order_num: _str | None = None
                actual_partner_commission: _str | None = None
                collaborated_creators_num: _str | None = None
                creator_sales_num: _str | None = None
                estimated_amount: _str | None = None
                estimated_partner_commission: _str | None = None
                paid_order_num: _str | None = None
                promoted_creator_num: _str | None = None
                sample_requested_creator_num: _str | None = None
            class ProductPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                max_price: _str | None = None
                min_price: _str | None = None
            class ProductThumbnail(_Struct, frozen=True, kw_only=True):
                uri: _str | None = None
                url_list: _list[_str] | None = None
            creator_commission_percent: _str | None = None
            indicator_data: IndicatorData | None = None
            partner_commission_percent: _str | None = None
            plan_commission_percent: _str | None = None
            product_id: _str | None = None
            product_name: _str | None = None
            product_price: ProductPrice | None = None
            product_status: _Literal["PRODUCT_UNSPECIFIED", "PRODUCT_PENDING", "PRODUCT_APPROVED", "PRODUCT_REJECTED", "PRODUCT_PENDING_CLOSED", "PRODUCT_CLOSED"] | _str | None = None
            product_stock_count: _str | None = None
            product_thumbnail: ProductThumbnail | None = None
            total_commission_percent: _str | None = None
        campaign_product_detail: CampaignProductDetail | None = None
        collaborated_creators_num: _int | None = None
        creator_sales_num: _int | None = None
        data_update_time: _str | None = None
        promoted_creator_num: _int | None = None
        sample_requested_creator_num: _int | None = None
    campaign_product_statistics: _list[CampaignProductStatistics] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GetAffiliateCampaignCreatorProductContentStatistics202501(_Struct, frozen=True, kw_only=True):
    class CreatorContentStatistics(_Struct, frozen=True, kw_only=True):
        comment_num: _str | None = None
        content_end_date: _str | None = None
        content_type: _str | None = None
        cover_img_url: _str | None = None
        like_count: _str | None = None
        linked_tiktok_video: _str | None = None
        paid_amount: _str | None = None
        paid_order_num: _str | None = None
        published_date: _str | None = None
        source_url: _str | None = None
        view_count: _str | None = None
    creator_content_statistics: _list[CreatorContentStatistics] | None = None
class GetAffiliateCampaignCreatorProductSampleStatus202501(_Struct, frozen=True, kw_only=True):
    class SampleStatus(_Struct, frozen=True, kw_only=True):
        class TrackingResults(_Struct, frozen=True, kw_only=True):
            tracking_event_description: _Literal["THE_PACKAGE_HAS_BEEN_DELIVERED", "OUT_FOR_DELIVERY", "ORDER_PACKED_AND_READY_FOR_DROP_OFF_AT_CARRIERS_FACILITY", "ORDER_PLACED"] | _str | None = None
            tracking_event_description_extended: _str | None = None
            tracking_event_update_date: _str | None = None
        delivery_option: _Literal["ECONOMY_SHIPPING", "PREMIUM_SHIPPING"] | _str | None = None
        estimated_earliest_delivery_date: _str | None = None
        estimated_latest_delivery_date: _str | None = None
        quantity: _int | None = None
        shipping_provider_name: _str | None = None
        tracking_results: _list[TrackingResults] | None = None
    sample_status: SampleStatus | None = None
class GetCreatorPerformanceForCampaignProduct202501(_Struct, frozen=True, kw_only=True):
    class PromotionCreators(_Struct, frozen=True, kw_only=True):
        class Creator(_Struct, frozen=True, kw_only=True):
            avatar_url: _str | None = None
            creator_temp_id: _str | None = None
            follower_num: _int | None = None
            nick_name: _str | None = None
            user_name: _str | None = None
        class PaidAmount(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        affiliate_product_id: _str | None = None
        commission: _str | None = None
        creator: Creator | None = None
        effective_end_time: _str | None = None
        effective_start_time: _str | None = None
        free_sample_status: _Literal["NOT_REQUESTED", "PENDING", "AWAITING_SHIPMENT", "AWAITING_COLLECTION", "SHIPPED", "CONTENT_PENDING", "REJECT_CANCELLED", "OVERDUE_CANCELLED", "UNFULFIL_CANCELLED", "DEL_PLAN_CANCELLED", "SELLER_NOT_SHIP_CANCELLED", "WITHDRAW_CANCELLED", "UNFULFILLABLE_CANCELLED", "OPERATOR_MANUAL_CANCELLED", "OPERATOR_MANUAL_FAILED", "OPERATOR_MANUAL_COMPLETED", "COMPLETED"] | _str | None = None
        paid_amount: PaidAmount | None = None
        room_count: _int | None = None
        video_count: _int | None = None
    next_page_token: _str | None = None
    promotion_creators: _list[PromotionCreators] | None = None
    total_creator_count: _int | None = None
class SearchCapAffiliateOrders202504(_Struct, frozen=True, kw_only=True):
    class Orders(_Struct, frozen=True, kw_only=True):
        class Skus(_Struct, frozen=True, kw_only=True):
            class ActualBonusCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualCommissionBase(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualShopAdsCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AgencyBonusCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AgencyCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AgencyShopAdsCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedBonusCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedCommissionBase(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedShopAdsCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Price(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class TotalAgencyCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            actual_bonus_commission: ActualBonusCommission | None = None
            actual_commission: ActualCommission | None = None
            actual_commission_base: ActualCommissionBase | None = None
            actual_shop_ads_commission: ActualShopAdsCommission | None = None
            agency_bonus_commission: AgencyBonusCommission | None = None
            agency_commission: AgencyCommission | None = None
            agency_commission_rate: _str | None = None
            agency_shop_ads_commission: AgencyShopAdsCommission | None = None
            attribution_type: _str | None = None
            commission_bonus_rate: _str | None = None
            commission_model: _str | None = None
            commission_rate: _str | None = None
            commission_tier_setting: _str | None = None
            content_id: _str | None = None
            content_type: _Literal["SHOP", "VIDEO", "LIVE", "PRE_LIVE", "PROMOTION_PAGE", "LINKSHARE"] | _str | None = None
            creator_username: _str | None = None
            estimated_bonus_commission: EstimatedBonusCommission | None = None
            estimated_commission: EstimatedCommission | None = None
            estimated_commission_base: EstimatedCommissionBase | None = None
            estimated_shop_ads_commission: EstimatedShopAdsCommission | None = None
            id: _str | None = None
            isr: _str | None = None
            iva: _str | None = None
            open_collaboration_id: _str | None = None
            price: Price | None = None
            product_id: _str | None = None
            product_name: _str | None = None
            quantity: _int | None = None
            refunded_quantity: _int | None = None
            returned_quantity: _int | None = None
            shop_ads_commission_rate: _str | None = None
            shop_name: _str | None = None
            target_collaboration_id: _str | None = None
            total_agency_commission: TotalAgencyCommission | None = None
        create_time: _int | None = None
        delivery_time: _int | None = None
        id: _str | None = None
        skus: Skus | None = None
        status: _Literal["ALL", "PROCESSING", "COMPLETED", "CANCELLED", "FROZEN", "DEDUCTED"] | _str | None = None
        tags: _str | None = None
    next_page_token: _str | None = None
    orders: _list[Orders] | None = None
    total_count: _int | None = None
class GenerateCampaignProductPromotionLinksInBatch(_Struct, frozen=True, kw_only=True):
    class ProductPromotionLinks(_Struct, frozen=True, kw_only=True):
        link: _str | None = None
        product_id: _str | None = None
    failed_product_ids: _list[_str] | None = None
    product_promotion_links: _list[ProductPromotionLinks] | None = None
class GetAffiliateCampaignCreatorProductContentStatistics(_Struct, frozen=True, kw_only=True):
    class CreatorContentStatistics(_Struct, frozen=True, kw_only=True):
        comment_num: _str | None = None
        content_end_date: _str | None = None
        content_type: _str | None = None
        cover_img_url: _str | None = None
        like_count: _str | None = None
        linked_tiktok_video: _str | None = None
        paid_amount: _str | None = None
        paid_order_num: _str | None = None
        published_date: _str | None = None
        source_url: _str | None = None
        view_count: _str | None = None
    creator_content_statistics: _list[CreatorContentStatistics] | None = None
class GetAffiliateCampaignCreatorProductSampleStatus(_Struct, frozen=True, kw_only=True):
    class SampleStatus(_Struct, frozen=True, kw_only=True):
        class TrackingResults(_Struct, frozen=True, kw_only=True):
            tracking_event_description: _Literal["THE_PACKAGE_HAS_BEEN_DELIVERED", "OUT_FOR_DELIVERY", "ORDER_PACKED_AND_READY_FOR_DROP_OFF_AT_CARRIERS_FACILITY", "ORDER_PLACED"] | _str | None = None
            tracking_event_description_extended: _str | None = None
            tracking_event_update_date: _str | None = None
        delivery_option: _Literal["ECONOMY_SHIPPING", "PREMIUM_SHIPPING"] | _str | None = None
        estimated_earliest_delivery_date: _str | None = None
        estimated_latest_delivery_date: _str | None = None
        quantity: _int | None = None
        shipping_provider_name: _str | None = None
        tracking_results: _list[TrackingResults] | None = None
    sample_status: SampleStatus | None = None
class GetCreatorPerformanceForCampaignProduct(_Struct, frozen=True, kw_only=True):
    class PromotionCreators(_Struct, frozen=True, kw_only=True):
        class PaidAmount(_Amount, frozen=True, kw_only=True):
            currency: _str | None = None
            amount: _str | None = None
        class Creator(_Struct, frozen=True, kw_only=True):
            nick_name: _str | None = None
            avatar_url: _str | None = None
            follower_num: _int | None = None
            user_name: _str | None = None
            creator_open_id: _str | None = None
        paid_amount: PaidAmount | None = None
        room_count: _int | None = None
        video_count: _int | None = None
        free_sample_status: _str | None = None
        commission: _str | None = None
        effective_end_time: _str | None = None
        effective_start_time: _str | None = None
        creator: Creator | None = None
        affiliate_product_id: _str | None = None
    total_creator_count: _int | None = None
    promotion_creators: _list[PromotionCreators] | None = None
    next_page_token: _str | None = None
class SearchCapAffiliateOrders(_Struct, frozen=True, kw_only=True):
    class SkuOrders(_Struct, frozen=True, kw_only=True):
        class Price(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedCommissionBase(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedStandardCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedBonusCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedShopAdsCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedTapBonusCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedCreatorTaxIsr(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedCreatorTaxIva(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedCreatorTaxPit(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedCreatorTotalEarningsAfterTax(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedTotalAgencyEarnings(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedAgencyIsr(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedAgencyIva(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualCommissionBase(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualStandardCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualBonusCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualShopAdsCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualTapBonusCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualCreatorTaxIsr(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualCreatorTaxIva(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualCreatorTaxPit(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualCreatorTotalEarningsAfterTax(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualTotalAgencyCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualAgencyIsr(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualAgencyIva(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        id: _str | None = None
        tags: _str | None = None
        create_time: _int | None = None
        delivery_time: _int | None = None
        settle_status: _Literal["CUSTOMER UNPAID", "PENDING", "SETTLED", "INELIGIBLE", "FROZEN"] | _str | None = None
        sku_id: _str | None = None
        open_collaboration_id: _str | None = None
        target_collaboration_id: _str | None = None
        creator_username: _str | None = None
        product_name: _str | None = None
        product_id: _str | None = None
        price: Price | None = None
        quantity: _int | None = None
        shop_name: _str | None = None
        content_type: _Literal["SHOP", "VIDEO", "LIVE", "PRE_LIVE", "PROMOTION_PAGE", "LINKSHARE"] | _str | None = None
        content_id: _str | None = None
        attribution_type: _Literal["Direct", "Indirect"] | _str | None = None
        commission_model: _str | None = None
        commission_tier_setting: _str | None = None
        standard_commission_rate: _int | None = None
        commission_bonus_rate: _int | None = None
        shop_ads_commission_rate: _int | None = None
        tap_bonus_commission_rate: _int | None = None
        revenue_sharing_portion_rate: _int | None = None
        estimated_commission_base: EstimatedCommissionBase | None = None
        estimated_standard_commission: EstimatedStandardCommission | None = None
        estimated_bonus_commission: EstimatedBonusCommission | None = None
        estimated_shop_ads_commission: EstimatedShopAdsCommission | None = None
        estimated_tap_bonus_commission: EstimatedTapBonusCommission | None = None
        estimated_creator_tax_isr: EstimatedCreatorTaxIsr | None = None
        estimated_creator_tax_iva: EstimatedCreatorTaxIva | None = None
        estimated_creator_tax_pit: EstimatedCreatorTaxPit | None = None
        estimated_creator_total_earnings_after_tax: EstimatedCreatorTotalEarningsAfterTax | None = None
        estimated_total_agency_earnings: EstimatedTotalAgencyEarnings | None = None
        estimated_agency_isr: EstimatedAgencyIsr | None = None
        estimated_agency_iva: EstimatedAgencyIva | None = None
        actual_commission_base: ActualCommissionBase | None = None
        actual_standard_commission: ActualStandardCommission | None = None
        actual_bonus_commission: ActualBonusCommission | None = None
        actual_shop_ads_commission: ActualShopAdsCommission | None = None
        actual_tap_bonus_commission: ActualTapBonusCommission | None = None
        actual_creator_tax_isr: ActualCreatorTaxIsr | None = None
        actual_creator_tax_iva: ActualCreatorTaxIva | None = None
        actual_creator_tax_pit: ActualCreatorTaxPit | None = None
        actual_creator_total_earnings_after_tax: ActualCreatorTotalEarningsAfterTax | None = None
        actual_total_agency_commission: ActualTotalAgencyCommission | None = None
        actual_agency_isr: ActualAgencyIsr | None = None
        actual_agency_iva: ActualAgencyIva | None = None
        fully_return: _Literal["Yes", "No"] | _str | None = None
        settlement_time: _int | None = None
        last_update_time: _int | None = None
        is_carousel: _bool | None = None
    sku_orders: _list[SkuOrders] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class SearchTapAffiliateOrders(_Struct, frozen=True, kw_only=True):
    class SkuOrders(_Struct, frozen=True, kw_only=True):
        class Price(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedCommissionBase(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedCreatorStandardCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedPartnerStandardCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedCreatorShopAdsCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedPartnerShopAdsCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedPartnerTapBonusCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedCreatorTapBonusCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedPartnerIsr(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class EstimatedPartnerIva(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualCommissionBase(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualCreatorStandardCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualPartnerStandardCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualCreatorShopAdsCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualPartnerShopAdsCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualPartnerIsr(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualPartnerIva(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualPartnerTapBonusCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ActualCreatorTapBonusCommission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        id: _str | None = None
        create_time: _int | None = None
        delivery_time: _int | None = None
        settle_status: _Literal["CUSTOMER UNPAID", "PENDING", "SETTLED", "INELIGIBLE", "FROZEN"] | _str | None = None
        sku_id: _str | None = None
        campaign_id: _str | None = None
        creator_username: _str | None = None
        product_name: _str | None = None
        product_id: _str | None = None
        price: Price | None = None
        quantity: _int | None = None
        content_type: _Literal["SHOP", "VIDEO", "LIVE", "PRE_LIVE", "PROMOTION_PAGE", "LINKSHARE"] | _str | None = None
        content_id: _str | None = None
        creator_standard_commission_rate: _int | None = None
        partner_standard_commission_rate: _int | None = None
        creator_shop_ads_commission_rate: _int | None = None
        partner_shop_ads_commission_rate: _int | None = None
        partner_tap_bonus_commission_rate: _int | None = None
        creator_tap_bonus_commission_rate: _int | None = None
        estimated_commission_base: EstimatedCommissionBase | None = None
        estimated_creator_standard_commission: EstimatedCreatorStandardCommission | None = None
        estimated_partner_standard_commission: EstimatedPartnerStandardCommission | None = None
        estimated_creator_shop_ads_commission: EstimatedCreatorShopAdsCommission | None = None
        estimated_partner_shop_ads_commission: EstimatedPartnerShopAdsCommission | None = None
        estimated_partner_tap_bonus_commission: EstimatedPartnerTapBonusCommission | None = None
        estimated_creator_tap_bonus_commission: EstimatedCreatorTapBonusCommission | None = None
        estimated_partner_isr: EstimatedPartnerIsr | None = None
        estimated_partner_iva: EstimatedPartnerIva | None = None
        actual_commission_base: ActualCommissionBase | None = None
        actual_creator_standard_commission: ActualCreatorStandardCommission | None = None
        actual_partner_standard_commission: ActualPartnerStandardCommission | None = None
        actual_creator_shop_ads_commission: ActualCreatorShopAdsCommission | None = None
        actual_partner_shop_ads_commission: ActualPartnerShopAdsCommission | None = None
        actual_partner_isr: ActualPartnerIsr | None = None
        actual_partner_iva: ActualPartnerIva | None = None
        actual_partner_tap_bonus_commission: ActualPartnerTapBonusCommission | None = None
        actual_creator_tap_bonus_commission: ActualCreatorTapBonusCommission | None = None
        fully_return: _Literal["Yes", "No"] | _str | None = None
        settlement_time: _int | None = None
        last_update_time: _int | None = None
        is_carousel: _bool | None = None
    sku_orders: _list[SkuOrders] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class EditOpenCollaborationSettings(_Struct, frozen=True, kw_only=True):
    ...
class CreateOpenCollaboration202405(_Struct, frozen=True, kw_only=True):
    class OpenCollaboration(_Struct, frozen=True, kw_only=True):
        effective_time: _int | None = None
        id: _str | None = None
        product_id: _str | None = None
    open_collaboration: OpenCollaboration | None = None
class SellerSearchOpenCollaborationProducts(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class CategoryChains(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            is_leaf: _bool | None = None
            local_name: _str | None = None
            parent_id: _str | None = None
        class Commission(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
            rate: _int | None = None
        class OriginalPrice(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class SalesPrice(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class Shop(_Struct, frozen=True, kw_only=True):
            name: _str | None = None
        category_chains: _list[CategoryChains] | None = None
        commission: Commission | None = None
        detail_link: _str | None = None
        has_inventory: _bool | None = None
        id: _str | None = None
        main_image_url: _str | None = None
        original_price: OriginalPrice | None = None
        sale_region: _str | None = None
        sales_price: SalesPrice | None = None
        shop: Shop | None = None
        title: _str | None = None
        units_sold: _int | None = None
    next_page_token: _str | None = None
    products: _list[Products] | None = None
    total_count: _int | None = None
class RemoveCreatorFromOpenCollaborationProduct202405(_Struct, frozen=True, kw_only=True):
    ...
class SearchSellerAffiliateOrders202405(_Struct, frozen=True, kw_only=True):
    class Orders(_Struct, frozen=True, kw_only=True):
        class LineItems(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            product_id: _str | None = None
        id: _str | None = None
        line_items: _list[LineItems] | None = None
    next_page_token: _str | None = None
    orders: _list[Orders] | None = None
    total_count: _int | None = None
class GenerateAffiliateProductPromotionLink(_Struct, frozen=True, kw_only=True):
    product_promotion_link: _str | None = None
class CreateTargetCollaboration202405(_Struct, frozen=True, kw_only=True):
    class TargetCollaboration(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
    class TargetCollaborationConflicts(_Struct, frozen=True, kw_only=True):
        creator_user_id: _str | None = None
        product_id: _str | None = None
    target_collaboration: TargetCollaboration | None = None
    target_collaboration_conflicts: _list[TargetCollaborationConflicts] | None = None
class SearchCreatorsInCreatorMarketplace202406(_Struct, frozen=True, kw_only=True):
    class Creators(_Struct, frozen=True, kw_only=True):
        class Avatar(_Struct, frozen=True, kw_only=True):
            url: _str | None = None
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class GmvRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class LiveGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class TopFollowerDemographics(_Struct, frozen=True, kw_only=True):
            class MajorGender(_Struct, frozen=True, kw_only=True):
                gender: _str | None = None
                percentage: _int | None = None
            age_ranges: _list[_Literal["AGE_RANGE_18_24", "AGE_RANGE_25_34", "AGE_RANGE_35_44", "AGE_RANGE_45_54", "AGE_RANGE_55_AND_ABOVE"] | _str] | None = None
            major_gender: MajorGender | None = None
        class UnitsSoldRange(_Struct, frozen=True, kw_only=True):
            maximum_amount: _int | None = None
            minimum_amount: _int | None = None
        class VideoGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        avatar: Avatar | None = None
        avg_ec_live_uv: _int | None = None
        avg_ec_video_view_count: _int | None = None
        category_ids: _list[_str] | None = None
        follower_count: _int | None = None
        gmv: Gmv | None = None
        gmv_range: GmvRange | None = None
        live_gmv: LiveGmv | None = None
        nickname: _str | None = None
        selection_region: _str | None = None
        top_follower_demographics: TopFollowerDemographics | None = None
        units_sold_range: UnitsSoldRange | None = None
        username: _str | None = None
        video_gmv: VideoGmv | None = None
    creators: _list[Creators] | None = None
    next_page_token: _str | None = None
    search_key: _str | None = None
class GetMarketplaceCreatorPerformance202406(_Struct, frozen=True, kw_only=True):
    class Creator(_Struct, frozen=True, kw_only=True):
        class Avatar(_Struct, frozen=True, kw_only=True):
            url: _str | None = None
        class AvgCommissionRateRange(_Struct, frozen=True, kw_only=True):
            maximum_amount: _int | None = None
            minimum_amount: _int | None = None
        class AvgGmvPerBuyer(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class AvgGmvPerBuyerRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class CategoryGmvDistribution(_Struct, frozen=True, kw_only=True):
            category_id: _str | None = None
            value: _str | None = None
        class ContentGmvDistribution(_Struct, frozen=True, kw_only=True):
            content_type: _Literal["VIDEO", "LIVE", "SHOWCASE"] | _str | None = None
            value: _str | None = None
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class GmvRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class Gpm(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class GpmRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class LiveGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class LiveGpm(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class LiveGpmRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class ProductOriginalPriceRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class UnitsSoldRange(_Struct, frozen=True, kw_only=True):
            maximum_amount: _int | None = None
            minimum_amount: _int | None = None
        class VideoGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class VideoGpm(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class VideoGpmRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        avatar: Avatar | None = None
        avg_commission_rate: _int | None = None
        avg_commission_rate_range: AvgCommissionRateRange | None = None
        avg_ec_live_comment_count: _int | None = None
        avg_ec_live_like_count: _int | None = None
        avg_ec_live_share_count: _int | None = None
        avg_ec_live_view_count: _int | None = None
        avg_ec_video_comment_count: _int | None = None
        avg_ec_video_like_count: _int | None = None
        avg_ec_video_play_count: _int | None = None
        avg_ec_video_share_count: _int | None = None
        avg_gmv_per_buyer: AvgGmvPerBuyer | None = None
        avg_gmv_per_buyer_range: AvgGmvPerBuyerRange | None = None
        bio_description: _str | None = None
        brand_collaboration_count: _int | None = None
        category_gmv_distribution: _list[CategoryGmvDistribution] | None = None
        category_ids: _list[_str] | None = None
        content_gmv_distribution: _list[ContentGmvDistribution] | None = None
        ec_live_count: _int | None = None
        ec_live_engagement_rate: _str | None = None
        ec_video_count: _int | None = None
        follower_count: _int | None = None
        gmv: Gmv | None = None
        gmv_range: GmvRange | None = None
        gpm: Gpm | None = None
        gpm_range: GpmRange | None = None
        live_gmv: LiveGmv | None = None
        live_gpm: LiveGpm | None = None
        live_gpm_range: LiveGpmRange | None = None
        nickname: _str | None = None
        product_original_price_range: ProductOriginalPriceRange | None = None
        profile_tt_uri: _str | None = None
        promoted_product_num: _int | None = None
        selection_region: _str | None = None
        top_collaborated_brand_ids: _list[_str] | None = None
        units_sold: _int | None = None
        units_sold_range: UnitsSoldRange | None = None
        username: _str | None = None
        video_gmv: VideoGmv | None = None
        video_gpm: VideoGpm | None = None
        video_gpm_range: VideoGpmRange | None = None
    creator: Creator | None = None
class GetOpenCollaborationSettings(_Struct, frozen=True, kw_only=True):
    class OpenCollaborationSettings(_Struct, frozen=True, kw_only=True):
        class AutoAddProduct(_Struct, frozen=True, kw_only=True):
            commission_rate: _int | None = None
            enable: _bool | None = None
        auto_add_product: AutoAddProduct | None = None
    open_collaboration_settings: OpenCollaborationSettings | None = None
class RemoveOpenCollaboration(_Struct, frozen=True, kw_only=True):
    terminated_effective_time: _int | None = None
class SearchOpenCollaborations202409(_Struct, frozen=True, kw_only=True):
    class OpenCollaborations(_Struct, frozen=True, kw_only=True):
        class CurrentCommission(_Struct, frozen=True, kw_only=True):
            end_time: _int | None = None
            rate: _int | None = None
            start_time: _int | None = None
        class Product(_Struct, frozen=True, kw_only=True):
            class OriginalPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                maximum_amount: _str | None = None
                minimum_amount: _str | None = None
            id: _str | None = None
            inventory: _int | None = None
            main_image_url: _str | None = None
            original_price: OriginalPrice | None = None
            status: _Literal["LIVE", "OUT_OF_STOCK", "SELLER_DEACTIVATE", "PLATFORM_DEACTIVATE", "GNE_REJECT", "DELETE", "OTHER"] | _str | None = None
            title: _str | None = None
        content_creator_count: _int | None = None
        current_commission: CurrentCommission | None = None
        id: _str | None = None
        product: Product | None = None
        require_seller_approve_creator: _bool | None = None
        showcase_creator_count: _int | None = None
        status: _Literal["NORMAL", "TERMINATING"] | _str | None = None
    next_page_token: _str | None = None
    open_collaborations: _list[OpenCollaborations] | None = None
    total_count: _int | None = None
class SearchSampleApplications202409(_Struct, frozen=True, kw_only=True):
    class SampleApplications(_Struct, frozen=True, kw_only=True):
        class Creator(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            avatar_url: _str | None = None
            content_count: _int | None = None
            ec_video_view: _int | None = None
            follower_count: _int | None = None
            fulfillment_percentage: _str | None = None
            gmv: Gmv | None = None
            nickname: _str | None = None
            user_id: _str | None = None
            username: _str | None = None
        class Product(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            sku_id: _str | None = None
            sku_image_url: _str | None = None
            sku_name: _str | None = None
            title: _str | None = None
        approve_expiration_time: _int | None = None
        available_quantity: _int | None = None
        commission_rate: _str | None = None
        creator: Creator | None = None
        disapprovable_reasons: _list[_str] | None = None
        fulfillment_status: _Literal["PENDING", "ONGOING", "SUCCEED", "FAILED", "OVERDUE", "SUSPEND", "CANCELLED", "EXEMPTED"] | _str | None = None
        id: _str | None = None
        is_approvable: _bool | None = None
        order_id: _str | None = None
        partner_name: _str | None = None
        product: Product | None = None
        shipment_expiration_time: _int | None = None
        status: _Literal["PENDING", "AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING", "REJECT_CANCELLED", "OVERDUE_CANCELLED", "UNFULFILL_CANCELLED", "DEL_OPEN_COLLAB", "SELLER_NOT_SHIP_CANCELLED", "WITHDRAW_CANCELLED", "UNFULFILLABLE_CANCELLED", "OPS_CANCELLED", "OPS_FAILED", "OPS_COMPLETED", "COMPLETED"] | _str | None = None
        tracking_number: _str | None = None
    next_page_token: _str | None = None
    sample_applications: _list[SampleApplications] | None = None
    total_count: _int | None = None
class SearchSampleApplicationFulfillments(_Struct, frozen=True, kw_only=True):
    class Fulfillments(_Struct, frozen=True, kw_only=True):
        class Content(_Struct, frozen=True, kw_only=True):
            comment_count: _int | None = None
            create_time: _int | None = None
            description: _str | None = None
            format: _Literal["LIVE", "VIDEO"] | _str | None = None
            id: _str | None = None
            like_count: _int | None = None
            live_end_time: _int | None = None
            page_link: _str | None = None
            paid_order_count: _int | None = None
            url: _str | None = None
            view_count: _int | None = None
        class Product(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            main_image_url: _str | None = None
        content: Content | None = None
        product: Product | None = None
    fulfillments: _list[Fulfillments] | None = None
class ReviewASampleApplication202409(_Struct, frozen=True, kw_only=True):
    ...
class SearchTargetCollaborations202409(_Struct, frozen=True, kw_only=True):
    class TargetCollaborations(_Struct, frozen=True, kw_only=True):
        class FreeSampleRule(_Struct, frozen=True, kw_only=True):
            has_free_sample: _bool | None = None
            is_sample_approval_exempt: _bool | None = None
        content_creator_count: _int | None = None
        creator_inivited_count: _int | None = None
        end_time: _int | None = None
        free_sample_rule: FreeSampleRule | None = None
        id: _str | None = None
        message: _str | None = None
        name: _str | None = None
        product_count: _int | None = None
        showcase_creator_count: _int | None = None
        start_time: _int | None = None
        type: _Literal["STANDARD", "TOP_CREATOR_PROGRAM"] | _str | None = None
        update_time: _int | None = None
    next_page_token: _str | None = None
    target_collaborations: _list[TargetCollaborations] | None = None
    total_count: _int | None = None
class RemoveTargetCollaboration(_Struct, frozen=True, kw_only=True):
    ...
class QueryTargetCollaborationDetail202409(_Struct, frozen=True, kw_only=True):
    class TargetCollaboration(_Struct, frozen=True, kw_only=True):
        class Creators(_Struct, frozen=True, kw_only=True):
            class Avatar(_Struct, frozen=True, kw_only=True):
                url: _str | None = None
            avatar: Avatar | None = None
            collaboration_status: _Literal["NORMAL", "DELETING", "DELETED"] | _str | None = None
            content_product_count: _int | None = None
            nickname: _str | None = None
            product_effective_status: _Literal["EFFECTIVE_ALL", "EFFECTIVE_PARTIALLY", "EFFECTIVE_NONE"] | _str | None = None
            selection_region: _str | None = None
            showcase_product_count: _int | None = None
            user_id: _str | None = None
            username: _str | None = None
        class FreeSampleRule(_Struct, frozen=True, kw_only=True):
            has_free_sample: _bool | None = None
            is_sample_approval_exempt: _bool | None = None
        class Products(_Struct, frozen=True, kw_only=True):
            class Commission(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                effective_time: _str | None = None
                maximum_amount: _str | None = None
                minimum_amount: _str | None = None
                rate: _int | None = None
            class OriginalPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                maximum_amount: _str | None = None
                minimum_amount: _str | None = None
            collaboration_status: _Literal["NORMAL", "DELETING", "DELETED"] | _str | None = None
            commission: Commission | None = None
            commission_effective_status: _Literal["EFFECTIVE_ALL", "EFFECTIVE_PARTIALLY", "EFFECTIVE_NONE"] | _str | None = None
            id: _str | None = None
            main_image_url: _str | None = None
            original_price: OriginalPrice | None = None
            status: _Literal["LIVE", "OUT_OF_STOCK", "SELLER_DEACTIVATE", "PLATFORM_DEACTIVATE", "GNE_REJECT", "DELETE", "OTHER"] | _str | None = None
            title: _str | None = None
        class SellerContactInfo(_Struct, frozen=True, kw_only=True):
            email: _str | None = None
        content_creator_count: _int | None = None
        creator_invited_count: _int | None = None
        creators: _list[Creators] | None = None
        end_time: _int | None = None
        free_sample_rule: FreeSampleRule | None = None
        id: _str | None = None
        message: _str | None = None
        name: _str | None = None
        product_count: _int | None = None
        products: _list[Products] | None = None
        seller_contact_info: SellerContactInfo | None = None
        showcase_creator_count: _int | None = None
        start_time: _int | None = None
        type: _Literal["STANDARD", "TOP_CREATOR_PROGRAM"] | _str | None = None
        update_time: _int | None = None
    target_collaboration: TargetCollaboration | None = None
class UpdateTargetCollaboration202409(_Struct, frozen=True, kw_only=True):
    class TargetCollaborationConflicts(_Struct, frozen=True, kw_only=True):
        creator_user_id: _str | None = None
        product_id: _str | None = None
    class UpdateFailed(_Struct, frozen=True, kw_only=True):
        class AddProducts(_Struct, frozen=True, kw_only=True):
            commission_rate: _int | None = None
            id: _str | None = None
        class ChangeCommissions(_Struct, frozen=True, kw_only=True):
            commission_rate: _int | None = None
            product_id: _str | None = None
        class SellerContactInfo(_Struct, frozen=True, kw_only=True):
            email: _str | None = None
        add_creator_ids: _list[_str] | None = None
        add_products: AddProducts | None = None
        change_commissions: ChangeCommissions | None = None
        end_time: _int | None = None
        name: _str | None = None
        remove_creator_ids: _list[_str] | None = None
        remove_product_ids: _list[_str] | None = None
        seller_contact_info: SellerContactInfo | None = None
    target_collaboration_conflicts: _list[TargetCollaborationConflicts] | None = None
    update_failed: UpdateFailed | None = None
class GetOpenCollaborationSampleRules(_Struct, frozen=True, kw_only=True):
    class SampleRules(_Struct, frozen=True, kw_only=True):
        class Thresholds(_Struct, frozen=True, kw_only=True):
            avg_ec_video_views: _int | None = None
            category_ids: _list[_str] | None = None
            minimum_follower_count: _int | None = None
            minimum_gmv: _int | None = None
            predicted_fulfillment_rank: _Literal["ALL", "LOW", "MEDIUM", "HIGH"] | _str | None = None
        available_quantity: _int | None = None
        end_time: _int | None = None
        is_sample_time_unlimited: _bool | None = None
        product_id: _str | None = None
        sample_quota: _int | None = None
        start_time: _int | None = None
        status: _Literal["NOT_STARTED", "ONGOING", "NO_LEFT_COUNT", "PLAN_EXCEPTION", "EXPIRED"] | _str | None = None
        thresholds: Thresholds | None = None
    sample_rules: _list[SampleRules] | None = None
class EditOpenCollaborationSampleRule(_Struct, frozen=True, kw_only=True):
    ...
class SearchSellerAffiliateOrders(_Struct, frozen=True, kw_only=True):
    class Orders(_Struct, frozen=True, kw_only=True):
        class Skus(_Struct, frozen=True, kw_only=True):
            class ActualCofundedCreatorBonusAmount(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualCommissionBase(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualPaidCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualPaidShopAdsCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedCofundedCreatorBonusAmount(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedCommissionBase(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedPaidCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedPaidShopAdsCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Price(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class EstimatedPaidPartnerCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ActualPaidPartnerCommission(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            actual_cofunded_creator_bonus_amount: ActualCofundedCreatorBonusAmount | None = None
            actual_commission_base: ActualCommissionBase | None = None
            actual_paid_commission: ActualPaidCommission | None = None
            actual_paid_shop_ads_commission: ActualPaidShopAdsCommission | None = None
            campaign_id: _str | None = None
            commission_model: _str | None = None
            commission_rate: _str | None = None
            commission_tier_setting: _str | None = None
            content_id: _str | None = None
            content_type: _Literal["SHOP", "VIDEO", "LIVE", "PRE_LIVE", "PROMOTION_PAGE", "LINKSHARE"] | _str | None = None
            creator_username: _str | None = None
            estimated_cofunded_creator_bonus_amount: EstimatedCofundedCreatorBonusAmount | None = None
            estimated_commission_base: EstimatedCommissionBase | None = None
            estimated_paid_commission: EstimatedPaidCommission | None = None
            estimated_paid_shop_ads_commission: EstimatedPaidShopAdsCommission | None = None
            open_collaboration_id: _str | None = None
            price: Price | None = None
            product_id: _str | None = None
            quantity: _int | None = None
            refunded_quantity: _int | None = None
            returned_quantity: _int | None = None
            shop_ads_commission_rate: _str | None = None
            target_collaboration_id: _str | None = None
            sku_id: _str | None = None
            settlement_status: _Literal["Unknown", "AWAITING PAYMENT", "To-SETTLE", "SETTLED", "INELIGIBLE"] | _str | None = None
            partner_commission_rate: _str | None = None
            estimated_paid_partner_commission: EstimatedPaidPartnerCommission | None = None
            actual_paid_partner_commission: ActualPaidPartnerCommission | None = None
            fully_return: _Literal["Yes", "No"] | _str | None = None
            is_carousel: _bool | None = None
        create_time: _int | None = None
        delivery_time: _int | None = None
        id: _str | None = None
        skus: _list[Skus] | None = None
        status: _Literal["ALL", "PROCESSING", "COMPLETED", "CANCELLED", "FROZEN", "DEDUCTED"] | _str | None = None
    next_page_token: _str | None = None
    orders: _list[Orders] | None = None
    total_count: _int | None = None
class GetCreatorConversationMessages(_Struct, frozen=True, kw_only=True):
    class Messages(_Struct, frozen=True, kw_only=True):
        class MessageBody(_Struct, frozen=True, kw_only=True):
            content: _str | None = None
            conversation_id: _str | None = None
            create_time: _int | None = None
            id: _str | None = None
            sender_id: _str | None = None
            type: _Literal["TEXT", "PRODUCT_CARD", "TARGET_COLLABORATION_CARD", "FREE_SAMPLE_CARD", "IMAGE", "CRM_TEXT_WITH_IMAGE_CARD", "CRM_TEXT_WITH_PRODUCTS_CARD", "NOTIFICATION", "EMOTICONS", "SYSTEM"] | _str | None = None
        conversation_index: _str | None = None
        message_body: MessageBody | None = None
    has_more: _bool | None = None
    messages: _list[Messages] | None = None
    next_page_token: _str | None = None
class GetConversationList202412(_Struct, frozen=True, kw_only=True):
    class Conversations(_Struct, frozen=True, kw_only=True):
        avatar: _str | None = None
        creator_im_id: _str | None = None
        id: _str | None = None
        unread_count: _int | None = None
        username: _str | None = None
    conversations: _list[Conversations] | None = None
    has_more: _bool | None = None
    next_page_token: _str | None = None
class GetOrCreateCreatorConversation202412(_Struct, frozen=True, kw_only=True):
    avatar: _str | None = None
    conversation_id: _str | None = None
    creator_im_id: _str | None = None
    is_new: _bool | None = None
    unread_count: _int | None = None
    username: _str | None = None
class GetLatestUnreadMessages(_Struct, frozen=True, kw_only=True):
    class NewestMessageList(_Struct, frozen=True, kw_only=True):
        content: _str | None = None
        conversation_id: _str | None = None
        sender_id: _str | None = None
        type: _Literal["TEXT", "PRODUCT_CARD", "TARGET_COLLABORATION_CARD", "FREE_SAMPLE_CARD", "IMAGE", "CRM_TEXT_WITH_IMAGE_CARD", "CRM_TEXT_WITH_PRODUCTS_CARD", "NOTIFICATION", "EMOTICONS", "SYSTEM"] | _str | None = None
        unread_message_count: _int | None = None
    newest_message_list: _list[NewestMessageList] | None = None
class SendImMessage(_Struct, frozen=True, kw_only=True):
    message_id: _str | None = None
class MarkConversationsAsRead(_Struct, frozen=True, kw_only=True):
    failed_conversation_ids: _list[_str] | None = None
class CreateOpenCollaboration(_Struct, frozen=True, kw_only=True):
    class OpenCollaboration(_Struct, frozen=True, kw_only=True):
        effective_time: _int | None = None
        id: _str | None = None
        product_id: _str | None = None
    open_collaboration: OpenCollaboration | None = None
class GetOpenCollaborationCreatorContentDetails202412(_Struct, frozen=True, kw_only=True):
    class CreatorContentDetails(_Struct, frozen=True, kw_only=True):
        class CreatorProfile(_Struct, frozen=True, kw_only=True):
            class Avatar(_Struct, frozen=True, kw_only=True):
                url: _str | None = None
            avatar: Avatar | None = None
            follower_count: _int | None = None
            nickname: _str | None = None
            username: _str | None = None
        creator_profile: CreatorProfile | None = None
        live_count: _int | None = None
        promotion_end_time: _int | None = None
        promotion_status: _Literal["NORMAL", "TERMINATING"] | _str | None = None
        video_count: _int | None = None
    class Product(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        image_url: _str | None = None
    creator_content_details: _list[CreatorContentDetails] | None = None
    next_page_token: _str | None = None
    product: Product | None = None
    total_count: _int | None = None
class SearchOpenCollaborations(_Struct, frozen=True, kw_only=True):
    class OpenCollaborations(_Struct, frozen=True, kw_only=True):
        class CurrentCommission(_Struct, frozen=True, kw_only=True):
            end_time: _int | None = None
            rate: _int | None = None
            start_time: _int | None = None
        class Product(_Struct, frozen=True, kw_only=True):
            class OriginalPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                maximum_amount: _str | None = None
                minimum_amount: _str | None = None
            id: _str | None = None
            inventory: _int | None = None
            main_image_url: _str | None = None
            original_price: OriginalPrice | None = None
            status: _Literal["LIVE", "OUT_OF_STOCK", "SELLER_DEACTIVATE", "PLATFORM_DEACTIVATE", "GNE_REJECT", "DELETE", "OTHER"] | _str | None = None
            title: _str | None = None
        content_creator_count: _int | None = None
        current_commission: CurrentCommission | None = None
        id: _str | None = None
        product: Product | None = None
        showcase_creator_count: _int | None = None
        status: _Literal["NORMAL", "TERMINATING"] | _str | None = None
    next_page_token: _str | None = None
    open_collaborations: _list[OpenCollaborations] | None = None
    total_count: _int | None = None
class QueryTargetCollaborationDetail202412(_Struct, frozen=True, kw_only=True):
    class TargetCollaboration(_Struct, frozen=True, kw_only=True):
        class Creators(_Struct, frozen=True, kw_only=True):
            class Avatar(_Struct, frozen=True, kw_only=True):
                url: _str | None = None
            avatar: Avatar | None = None
            collaboration_status: _Literal["NORMAL", "DELETING", "DELETED"] | _str | None = None
            content_product_count: _int | None = None
            nickname: _str | None = None
            product_effective_status: _Literal["EFFECTIVE_ALL", "EFFECTIVE_PARTIALLY", "EFFECTIVE_NONE"] | _str | None = None
            selection_region: _str | None = None
            showcase_product_count: _int | None = None
            username: _str | None = None
        class FreeSampleRule(_Struct, frozen=True, kw_only=True):
            has_free_sample: _bool | None = None
            is_sample_approval_exempt: _bool | None = None
        class Products(_Struct, frozen=True, kw_only=True):
            class Commission(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                effective_time: _str | None = None
                maximum_amount: _str | None = None
                minimum_amount: _str | None = None
                rate: _int | None = None
            class OriginalPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                maximum_amount: _str | None = None
                minimum_amount: _str | None = None
            collaboration_status: _Literal["NORMAL", "DELETING", "DELETED"] | _str | None = None
            commission: Commission | None = None
            commission_effective_status: _Literal["EFFECTIVE_ALL", "EFFECTIVE_PARTIALLY", "EFFECTIVE_NONE"] | _str | None = None
            id: _str | None = None
            main_image_url: _str | None = None
            original_price: OriginalPrice | None = None
            status: _Literal["LIVE", "OUT_OF_STOCK", "SELLER_DEACTIVATE", "PLATFORM_DEACTIVATE", "GNE_REJECT", "DELETE", "OTHER"] | _str | None = None
            title: _str | None = None
        class SellerContactInfo(_Struct, frozen=True, kw_only=True):
            email: _str | None = None
        content_creator_count: _int | None = None
        creator_invited_count: _int | None = None
        creators: _list[Creators] | None = None
        end_time: _int | None = None
        free_sample_rule: FreeSampleRule | None = None
        id: _str | None = None
        message: _str | None = None
        name: _str | None = None
        product_count: _int | None = None
        products: _list[Products] | None = None
        seller_contact_info: SellerContactInfo | None = None
        showcase_creator_count: _int | None = None
        start_time: _int | None = None
        type: _Literal["STANDARD", "TOP_CREATOR_PROGRAM"] | _str | None = None
        update_time: _int | None = None
    target_collaboration: TargetCollaboration | None = None
class GetConversationList(_Struct, frozen=True, kw_only=True):
    class Conversations(_Struct, frozen=True, kw_only=True):
        avatar: _str | None = None
        creator_im_id: _str | None = None
        id: _str | None = None
        unread_count: _int | None = None
        username: _str | None = None
    conversations: _list[Conversations] | None = None
    has_more: _bool | None = None
    next_page_token: _str | None = None
class SearchCreatorsInCreatorMarketplace202505(_Struct, frozen=True, kw_only=True):
    class Creators(_Struct, frozen=True, kw_only=True):
        class Avatar(_Struct, frozen=True, kw_only=True):
            url: _str | None = None
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class GmvRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            formatted_range: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class LiveGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class TopFollowerDemographics(_Struct, frozen=True, kw_only=True):
            class MajorGender(_Struct, frozen=True, kw_only=True):
                gender: _str | None = None
                percentage: _int | None = None
            age_ranges: _list[_Literal["AGE_RANGE_18_24", "AGE_RANGE_25_34", "AGE_RANGE_35_44", "AGE_RANGE_45_54", "AGE_RANGE_55_AND_ABOVE"] | _str] | None = None
            major_gender: MajorGender | None = None
        class UnitsSoldRange(_Struct, frozen=True, kw_only=True):
            formatted_range: _str | None = None
            maximum_amount: _int | None = None
            minimum_amount: _int | None = None
        class VideoGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        avatar: Avatar | None = None
        avg_ec_live_uv: _int | None = None
        avg_ec_video_view_count: _int | None = None
        category_ids: _list[_str] | None = None
        follower_count: _int | None = None
        gmv: Gmv | None = None
        gmv_range: GmvRange | None = None
        live_gmv: LiveGmv | None = None
        nickname: _str | None = None
        selection_region: _str | None = None
        top_follower_demographics: TopFollowerDemographics | None = None
        units_sold_range: UnitsSoldRange | None = None
        username: _str | None = None
        video_gmv: VideoGmv | None = None
    creators: _list[Creators] | None = None
    next_page_token: _str | None = None
    search_key: _str | None = None
class GetMarketplaceCreatorPerformance202505(_Struct, frozen=True, kw_only=True):
    class Creator(_Struct, frozen=True, kw_only=True):
        class Avatar(_Struct, frozen=True, kw_only=True):
            url: _str | None = None
        class AvgCommissionRateRange(_Struct, frozen=True, kw_only=True):
            maximum_amount: _int | None = None
            minimum_amount: _int | None = None
        class AvgGmvPerBuyer(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class AvgGmvPerBuyerRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            formatted_range: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class CategoryGmvDistribution(_Struct, frozen=True, kw_only=True):
            category_id: _str | None = None
            value: _str | None = None
        class ContentGmvDistribution(_Struct, frozen=True, kw_only=True):
            content_type: _Literal["VIDEO", "LIVE", "SHOWCASE"] | _str | None = None
            value: _str | None = None
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class GmvRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            formatted_range: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class Gpm(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class GpmRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            formatted_range: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class LiveGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class LiveGpm(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class LiveGpmRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            formatted_range: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class ProductOriginalPriceRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class UnitsSoldRange(_Struct, frozen=True, kw_only=True):
            formatted_range: _str | None = None
            maximum_amount: _int | None = None
            minimum_amount: _int | None = None
        class VideoGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class VideoGpm(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class VideoGpmRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            formatted_range: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        avatar: Avatar | None = None
        avg_commission_rate: _int | None = None
        avg_commission_rate_range: AvgCommissionRateRange | None = None
        avg_ec_live_comment_count: _int | None = None
        avg_ec_live_like_count: _int | None = None
        avg_ec_live_share_count: _int | None = None
        avg_ec_live_view_count: _int | None = None
        avg_ec_video_comment_count: _int | None = None
        avg_ec_video_like_count: _int | None = None
        avg_ec_video_play_count: _int | None = None
        avg_ec_video_share_count: _int | None = None
        avg_gmv_per_buyer: AvgGmvPerBuyer | None = None
        avg_gmv_per_buyer_range: AvgGmvPerBuyerRange | None = None
        bio_description: _str | None = None
        brand_collaboration_count: _int | None = None
        category_gmv_distribution: _list[CategoryGmvDistribution] | None = None
        category_ids: _list[_str] | None = None
        content_gmv_distribution: _list[ContentGmvDistribution] | None = None
        ec_live_count: _int | None = None
        ec_live_engagement_rate: _str | None = None
        ec_video_count: _int | None = None
        follower_count: _int | None = None
        gmv: Gmv | None = None
        gmv_range: GmvRange | None = None
        gpm: Gpm | None = None
        gpm_range: GpmRange | None = None
        live_gmv: LiveGmv | None = None
        live_gpm: LiveGpm | None = None
        live_gpm_range: LiveGpmRange | None = None
        nickname: _str | None = None
        product_original_price_range: ProductOriginalPriceRange | None = None
        profile_tt_uri: _str | None = None
        promoted_product_num: _int | None = None
        selection_region: _str | None = None
        top_collaborated_brand_ids: _list[_str] | None = None
        units_sold: _int | None = None
        units_sold_range: UnitsSoldRange | None = None
        username: _str | None = None
        video_gmv: VideoGmv | None = None
        video_gpm: VideoGpm | None = None
        video_gpm_range: VideoGpmRange | None = None
    creator: Creator | None = None
class SearchSampleApplications202507(_Struct, frozen=True, kw_only=True):
    class SampleApplications(_Struct, frozen=True, kw_only=True):
        class Creator(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            avatar_url: _str | None = None
            content_count: _int | None = None
            ec_video_view: _int | None = None
            follower_count: _int | None = None
            fulfillment_percentage: _str | None = None
            gmv: Gmv | None = None
            nickname: _str | None = None
            user_id: _str | None = None
            username: _str | None = None
        class Product(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            sku_id: _str | None = None
            sku_image_url: _str | None = None
            sku_name: _str | None = None
            title: _str | None = None
        approve_expiration_time: _int | None = None
        available_quantity: _int | None = None
        commission_rate: _str | None = None
        creator: Creator | None = None
        disapprovable_reasons: _list[_str] | None = None
        fulfillment_status: _Literal["PENDING", "ONGOING", "SUCCEED", "FAILED", "OVERDUE", "SUSPEND", "CANCELLED", "EXEMPTED"] | _str | None = None
        id: _str | None = None
        is_approvable: _bool | None = None
        order_id: _str | None = None
        partner_name: _str | None = None
        product: Product | None = None
        shipment_expiration_time: _int | None = None
        status: _Literal["PENDING", "AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING", "REJECT_CANCELLED", "OVERDUE_CANCELLED", "UNFULFILL_CANCELLED", "DEL_OPEN_COLLAB", "SELLER_NOT_SHIP_CANCELLED", "WITHDRAW_CANCELLED", "UNFULFILLABLE_CANCELLED", "OPS_CANCELLED", "OPS_FAILED", "OPS_COMPLETED", "COMPLETED"] | _str | None = None
        tracking_number: _str | None = None
    next_page_token: _str | None = None
    sample_applications: _list[SampleApplications] | None = None
    total_count: _int | None = None
class ReviewASampleApplication(_Struct, frozen=True, kw_only=True):
    ...
class GetOrCreateCreatorConversation(_Struct, frozen=True, kw_only=True):
    avatar: _str | None = None
    conversation_id: _str | None = None
    creator_im_id: _str | None = None
    is_new: _bool | None = None
    unread_count: _int | None = None
    username: _str | None = None
class SearchCreatorsInCreatorMarketplace202508(_Struct, frozen=True, kw_only=True):
    class Creators(_Struct, frozen=True, kw_only=True):
        class Avatar(_Struct, frozen=True, kw_only=True):
            url: _str | None = None
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class GmvRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            formatted_range: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class LiveGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class TopFollowerDemographics(_Struct, frozen=True, kw_only=True):
            class MajorGender(_Struct, frozen=True, kw_only=True):
                gender: _str | None = None
                percentage: _int | None = None
            age_ranges: _list[_Literal["AGE_RANGE_18_24", "AGE_RANGE_25_34", "AGE_RANGE_35_44", "AGE_RANGE_45_54", "AGE_RANGE_55_AND_ABOVE"] | _str] | None = None
            major_gender: MajorGender | None = None
        class UnitsSoldRange(_Struct, frozen=True, kw_only=True):
            formatted_range: _str | None = None
            maximum_amount: _int | None = None
            minimum_amount: _int | None = None
        class VideoGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        avatar: Avatar | None = None
        avg_ec_live_uv: _int | None = None
        avg_ec_video_view_count: _int | None = None
        category_ids: _list[_str] | None = None
        creator_open_id: _str | None = None
        follower_count: _int | None = None
        gmv: Gmv | None = None
        gmv_range: GmvRange | None = None
        live_gmv: LiveGmv | None = None
        nickname: _str | None = None
        selection_region: _str | None = None
        top_follower_demographics: TopFollowerDemographics | None = None
        units_sold_range: UnitsSoldRange | None = None
        username: _str | None = None
        video_gmv: VideoGmv | None = None
    creators: _list[Creators] | None = None
    next_page_token: _str | None = None
    search_key: _str | None = None
class GetMarketplaceCreatorPerformance202508(_Struct, frozen=True, kw_only=True):
    class Creator(_Struct, frozen=True, kw_only=True):
        class Avatar(_Struct, frozen=True, kw_only=True):
            url: _str | None = None
        class AvgCommissionRateRange(_Struct, frozen=True, kw_only=True):
            maximum_amount: _int | None = None
            minimum_amount: _int | None = None
        class AvgGmvPerBuyer(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class AvgGmvPerBuyerRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            formatted_range: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class CategoryGmvDistribution(_Struct, frozen=True, kw_only=True):
            category_id: _str | None = None
            value: _str | None = None
        class ContentGmvDistribution(_Struct, frozen=True, kw_only=True):
            content_type: _Literal["VIDEO", "LIVE", "SHOWCASE"] | _str | None = None
            value: _str | None = None
        class FollowerAge(_Struct, frozen=True, kw_only=True):
            key: _str | None = None
            value: _str | None = None
        class FollowerGender(_Struct, frozen=True, kw_only=True):
            key: _str | None = None
            value: _str | None = None
        class FollowerLocation(_Struct, frozen=True, kw_only=True):
            key: _str | None = None
            value: _str | None = None
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class GmvRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            formatted_range: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class Gpm(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class GpmRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            formatted_range: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class LiveGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class LiveGpm(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class LiveGpmRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            formatted_range: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class ProductOriginalPriceRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        class UnitsSoldRange(_Struct, frozen=True, kw_only=True):
            formatted_range: _str | None = None
            maximum_amount: _int | None = None
            minimum_amount: _int | None = None
        class VideoGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class VideoGpm(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class VideoGpmRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            formatted_range: _str | None = None
            maximum_amount: _str | None = None
            minimum_amount: _str | None = None
        avatar: Avatar | None = None
        avg_commission_rate: _int | None = None
        avg_commission_rate_range: AvgCommissionRateRange | None = None
        avg_ec_live_comment_count: _int | None = None
        avg_ec_live_like_count: _int | None = None
        avg_ec_live_share_count: _int | None = None
        avg_ec_live_view_count: _int | None = None
        avg_ec_video_comment_count: _int | None = None
        avg_ec_video_like_count: _int | None = None
        avg_ec_video_play_count: _int | None = None
        avg_ec_video_share_count: _int | None = None
        avg_gmv_per_buyer: AvgGmvPerBuyer | None = None
        avg_gmv_per_buyer_range: AvgGmvPerBuyerRange | None = None
        bio_description: _str | None = None
        brand_collaboration_count: _int | None = None
        category_gmv_distribution: _list[CategoryGmvDistribution] | None = None
        category_ids: _list[_str] | None = None
        content_gmv_distribution: _list[ContentGmvDistribution] | None = None
        ec_live_count: _int | None = None
        ec_live_engagement_rate: _str | None = None
        ec_video_count: _int | None = None
        ec_video_engagement_rate: _str | None = None
        follower_age: _list[FollowerAge] | None = None
        follower_count: _int | None = None
        follower_gender: _list[FollowerGender] | None = None
        follower_location: _list[FollowerLocation] | None = None
        gmv: Gmv | None = None
        gmv_range: GmvRange | None = None
        gpm: Gpm | None = None
        gpm_range: GpmRange | None = None
        live_gmv: LiveGmv | None = None
        live_gpm: LiveGpm | None = None
        live_gpm_range: LiveGpmRange | None = None
        nickname: _str | None = None
        post_rate: _str | None = None
        pps: _str | None = None
        product_original_price_range: ProductOriginalPriceRange | None = None
        profile_tt_uri: _str | None = None
        promoted_product_num: _int | None = None
        rating: _str | None = None
        selection_region: _str | None = None
        top_collaborated_brand_ids: _list[_str] | None = None
        units_sold: _int | None = None
        units_sold_range: UnitsSoldRange | None = None
        username: _str | None = None
        video_gmv: VideoGmv | None = None
        video_gpm: VideoGpm | None = None
        video_gpm_range: VideoGpmRange | None = None
    creator: Creator | None = None
class GetOpenCollaborationCreatorContentDetails(_Struct, frozen=True, kw_only=True):
    class CreatorContentDetails(_Struct, frozen=True, kw_only=True):
        class CreatorProfile(_Struct, frozen=True, kw_only=True):
            class Avatar(_Struct, frozen=True, kw_only=True):
                url: _str | None = None
            avatar: Avatar | None = None
            creator_open_id: _str | None = None
            follower_count: _int | None = None
            nickname: _str | None = None
            username: _str | None = None
        creator_profile: CreatorProfile | None = None
        live_count: _int | None = None
        promotion_end_time: _int | None = None
        promotion_status: _Literal["NORMAL", "TERMINATING"] | _str | None = None
        video_count: _int | None = None
    class Product(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        image_url: _str | None = None
    creator_content_details: _list[CreatorContentDetails] | None = None
    next_page_token: _str | None = None
    product: Product | None = None
    total_count: _int | None = None
class RemoveCreatorFromOpenCollaborationProduct(_Struct, frozen=True, kw_only=True):
    ...
class SearchSampleApplications(_Struct, frozen=True, kw_only=True):
    class SampleApplications(_Struct, frozen=True, kw_only=True):
        class Creator(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            avatar_url: _str | None = None
            content_count: _int | None = None
            creator_open_id: _str | None = None
            ec_video_view: _int | None = None
            follower_count: _int | None = None
            fulfillment_percentage: _str | None = None
            gmv: Gmv | None = None
            nickname: _str | None = None
            username: _str | None = None
        class Product(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            sku_id: _str | None = None
            sku_image_url: _str | None = None
            sku_name: _str | None = None
            title: _str | None = None
        approve_expiration_time: _int | None = None
        available_quantity: _int | None = None
        commission_rate: _str | None = None
        creator: Creator | None = None
        disapprovable_reasons: _list[_str] | None = None
        fulfillment_status: _Literal["PENDING", "ONGOING", "SUCCEED", "FAILED", "OVERDUE", "SUSPEND", "CANCELLED", "EXEMPTED"] | _str | None = None
        id: _str | None = None
        is_approvable: _bool | None = None
        order_id: _str | None = None
        partner_name: _str | None = None
        product: Product | None = None
        shipment_expiration_time: _int | None = None
        status: _Literal["PENDING", "AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING", "REJECT_CANCELLED", "OVERDUE_CANCELLED", "UNFULFILL_CANCELLED", "DEL_OPEN_COLLAB", "SELLER_NOT_SHIP_CANCELLED", "WITHDRAW_CANCELLED", "UNFULFILLABLE_CANCELLED", "OPS_CANCELLED", "OPS_FAILED", "OPS_COMPLETED", "COMPLETED"] | _str | None = None
        tracking_number: _str | None = None
    next_page_token: _str | None = None
    sample_applications: _list[SampleApplications] | None = None
    total_count: _int | None = None
class CreateTargetCollaboration(_Struct, frozen=True, kw_only=True):
    class TargetCollaboration(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
    class TargetCollaborationConflicts(_Struct, frozen=True, kw_only=True):
        creator_user_open_id: _str | None = None
        product_id: _str | None = None
    target_collaboration: TargetCollaboration | None = None
    target_collaboration_conflicts: _list[TargetCollaborationConflicts] | None = None
    invalid_open_id_list: _list[_str] | None = None
    invalid_product_id_list: _list[_str] | None = None
    create_time: _int | None = None
class SearchTargetCollaborations(_Struct, frozen=True, kw_only=True):
    class TargetCollaborations(_Struct, frozen=True, kw_only=True):
        class FreeSampleRule(_Struct, frozen=True, kw_only=True):
            has_free_sample: _bool | None = None
            is_sample_approval_exempt: _bool | None = None
        content_creator_count: _int | None = None
        creator_inivited_count: _int | None = None
        end_time: _int | None = None
        free_sample_rule: FreeSampleRule | None = None
        id: _str | None = None
        message: _str | None = None
        name: _str | None = None
        product_count: _int | None = None
        showcase_creator_count: _int | None = None
        start_time: _int | None = None
        type: _Literal["STANDARD", "TOP_CREATOR_PROGRAM"] | _str | None = None
        update_time: _int | None = None
        create_time: _int | None = None
    next_page_token: _str | None = None
    target_collaborations: _list[TargetCollaborations] | None = None
    total_count: _int | None = None
class QueryTargetCollaborationDetail(_Struct, frozen=True, kw_only=True):
    class TargetCollaboration(_Struct, frozen=True, kw_only=True):
        class Creators(_Struct, frozen=True, kw_only=True):
            class Avatar(_Struct, frozen=True, kw_only=True):
                url: _str | None = None
            avatar: Avatar | None = None
            collaboration_status: _Literal["NORMAL", "DELETING", "DELETED"] | _str | None = None
            content_product_count: _int | None = None
            creator_open_id: _str | None = None
            nickname: _str | None = None
            product_effective_status: _Literal["EFFECTIVE_ALL", "EFFECTIVE_PARTIALLY", "EFFECTIVE_NONE"] | _str | None = None
            selection_region: _str | None = None
            showcase_product_count: _int | None = None
            username: _str | None = None
        class FreeSampleRule(_Struct, frozen=True, kw_only=True):
            has_free_sample: _bool | None = None
            is_sample_approval_exempt: _bool | None = None
        class Products(_Struct, frozen=True, kw_only=True):
            class Commission(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                effective_time: _str | None = None
                maximum_amount: _str | None = None
                minimum_amount: _str | None = None
                rate: _int | None = None
                shop_ads_commission_rate: _int | None = None
            class OriginalPrice(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                maximum_amount: _str | None = None
                minimum_amount: _str | None = None
            collaboration_status: _Literal["NORMAL", "DELETING", "DELETED"] | _str | None = None
            commission: Commission | None = None
            commission_effective_status: _Literal["EFFECTIVE_ALL", "EFFECTIVE_PARTIALLY", "EFFECTIVE_NONE"] | _str | None = None
            id: _str | None = None
            main_image_url: _str | None = None
            original_price: OriginalPrice | None = None
            status: _Literal["LIVE", "OUT_OF_STOCK", "SELLER_DEACTIVATE", "PLATFORM_DEACTIVATE", "GNE_REJECT", "DELETE", "OTHER"] | _str | None = None
            title: _str | None = None
        class SellerContactInfo(_Struct, frozen=True, kw_only=True):
            email: _str | None = None
            phone_number: _str | None = None
            whatsapp: _str | None = None
            telegram: _str | None = None
            line: _str | None = None
        content_creator_count: _int | None = None
        creator_invited_count: _int | None = None
        creators: _list[Creators] | None = None
        end_time: _int | None = None
        free_sample_rule: FreeSampleRule | None = None
        id: _str | None = None
        message: _str | None = None
        name: _str | None = None
        product_count: _int | None = None
        products: _list[Products] | None = None
        seller_contact_info: SellerContactInfo | None = None
        showcase_creator_count: _int | None = None
        start_time: _int | None = None
        type: _Literal["STANDARD", "TOP_CREATOR_PROGRAM"] | _str | None = None
        update_time: _int | None = None
    target_collaboration: TargetCollaboration | None = None
class UpdateTargetCollaboration(_Struct, frozen=True, kw_only=True):
    class TargetCollaborationConflicts(_Struct, frozen=True, kw_only=True):
        creator_user_open_id: _str | None = None
        product_id: _str | None = None
    class UpdateFailed(_Struct, frozen=True, kw_only=True):
        class AddProducts(_Struct, frozen=True, kw_only=True):
            commission_rate: _int | None = None
            id: _str | None = None
        class ChangeCommissions(_Struct, frozen=True, kw_only=True):
            commission_rate: _int | None = None
            product_id: _str | None = None
        class SellerContactInfo(_Struct, frozen=True, kw_only=True):
            email: _str | None = None
            phone_number: _str | None = None
            whatsapp: _str | None = None
            telegram: _str | None = None
            line: _str | None = None
        add_creator_open_ids: _list[_str] | None = None
        add_products: AddProducts | None = None
        change_commissions: ChangeCommissions | None = None
        end_time: _int | None = None
        name: _str | None = None
        remove_creator_open_ids: _list[_str] | None = None
        remove_product_ids: _list[_str] | None = None
        seller_contact_info: SellerContactInfo | None = None
        invalid_product_id_list: _list[_str] | None = None
        invalid_open_id_list: _list[_str] | None = None
    target_collaboration_conflicts: _list[TargetCollaborationConflicts] | None = None
    update_failed: UpdateFailed | None = None
class GenerateTargetCollaborationLink(_Struct, frozen=True, kw_only=True):
    link: _str | None = None
class UploadMessageImage202511(_Struct, frozen=True, kw_only=True):
    height: _int | None = None
    url: _str | None = None
    width: _int | None = None
class SellerGetSampleRequestDeeplink(_Struct, frozen=True, kw_only=True):
    deeplink: _str | None = None
class GetCreatorMarketplaceAdvancedSearchFilters202601(_Struct, frozen=True, kw_only=True):
    class AdvancedFilters(_Struct, frozen=True, kw_only=True):
        category_pro: _list[_str] | None = None
        creator_level: _list[_str] | None = None
        language: _list[_str] | None = None
    advanced_filters: AdvancedFilters | None = None
class CreateCompassOfflineExportTask(_Struct, frozen=True, kw_only=True):
    class Task(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
    task: Task | None = None
class GetCompassTaskList(_Struct, frozen=True, kw_only=True):
    class Tasks(_Struct, frozen=True, kw_only=True):
        module_type: _Literal["CREATOR", "BASE"] | _str | None = None
        id: _str | None = None
        file_name: _str | None = None
        status: _str | None = None
    tasks: _list[Tasks] | None = None
class DownloadCompassTaskFile(_Struct, frozen=True, kw_only=True):
    class File(_Struct, frozen=True, kw_only=True):
        base64: _str | None = None
    file: File | None = None
class CheckTargetCollaborationConflicts(_Struct, frozen=True, kw_only=True):
    class ConflictItems(_Struct, frozen=True, kw_only=True):
        creator_open_id: _str | None = None
        product_id: _str | None = None
        existing_collaboration_id: _str | None = None
    has_conflict: _bool | None = None
    conflict_items: _list[ConflictItems] | None = None
class ResolveTargetCollaborationConflicts(_Struct, frozen=True, kw_only=True):
    class SuccessItems(_Struct, frozen=True, kw_only=True):
        creator_open_id: _str | None = None
        existing_collaboration_id: _str | None = None
    class FailedItems(_Struct, frozen=True, kw_only=True):
        creator_open_id: _str | None = None
        existing_collaboration_id: _str | None = None
    success_items: _list[SuccessItems] | None = None
    failed_items: _list[FailedItems] | None = None
class GetWeeklyCreatorOutreachQuota(_Struct, frozen=True, kw_only=True):
    class Data(_Struct, frozen=True, kw_only=True):
        class GmvLevelRule(_Struct, frozen=True, kw_only=True):
            class LeftGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class RightGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class QuotaDetails(_Struct, frozen=True, kw_only=True):
                creator_levels: _list[_int] | None = None
                quota_period_sum: _int | None = None
                quota_bonus_sum: _int | None = None
            reached_max_follower_cnt: _str | None = None
            gmv_tier: _str | None = None
            left_gmv: LeftGmv | None = None
            right_gmv: RightGmv | None = None
            quota_details: _list[QuotaDetails] | None = None
        class QuotaDetails(_Struct, frozen=True, kw_only=True):
            creator_levels: _list[_int] | None = None
            quota_period_sum: _int | None = None
            quota_period_use: _int | None = None
            quota_bonus_sum: _int | None = None
            quota_bonus_use: _int | None = None
        shop_id: _str | None = None
        quota_type: _str | None = None
        gmv_tier: _str | None = None
        quota_sum: _str | None = None
        quota_use: _str | None = None
        unlimited: _bool | None = None
        reached_max_follower_cnt: _str | None = None
        new_connect_count: _str | None = None
        pair_connect_count: _str | None = None
        start_time: _str | None = None
        end_time: _str | None = None
        gmv_level_rule: _list[GmvLevelRule] | None = None
        quota_details: _list[QuotaDetails] | None = None
        bonus_exposure_post_percentile_threshold: _str | None = None
    data: Data | None = None
class GetInboxCategoryCounts(_Struct, frozen=True, kw_only=True):
    class Data(_Struct, frozen=True, kw_only=True):
        class GroupCounts(_Struct, frozen=True, kw_only=True):
            group_type: _str | None = None
            count: _int | None = None
        group_counts: _list[GroupCounts] | None = None
    data: Data | None = None
class UpdateConversationStatus(_Struct, frozen=True, kw_only=True):
    ...
class GetWeeklyCreatorOutreachRecords(_Struct, frozen=True, kw_only=True):
    class Data(_Struct, frozen=True, kw_only=True):
        class ConnectList(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            creator_open_id: _str | None = None
            has_sent_im_message: _bool | None = None
            has_sent_invitation: _bool | None = None
            is_paired: _bool | None = None
        total: _int | None = None
        connect_list: _list[ConnectList] | None = None
    data: Data | None = None
class SearchCreatorsInCreatorMarketplace(_Struct, frozen=True, kw_only=True):
    class Creators(_Struct, frozen=True, kw_only=True):
        class Avatar(_Struct, frozen=True, kw_only=True):
            url: _str | None = None
        class Gmv(_Amount, frozen=True, kw_only=True):
            currency: _str | None = None
            amount: _str | None = None
        class LiveGmv(_Amount, frozen=True, kw_only=True):
            currency: _str | None = None
            amount: _str | None = None
        class VideoGmv(_Amount, frozen=True, kw_only=True):
            currency: _str | None = None
            amount: _str | None = None
        class GmvRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            minimum_amount: _str | None = None
            maximum_amount: _str | None = None
            formatted_range: _str | None = None
        class UnitsSoldRange(_Struct, frozen=True, kw_only=True):
            minimum_amount: _int | None = None
            maximum_amount: _int | None = None
            formatted_range: _str | None = None
        class TopFollowerDemographics(_Struct, frozen=True, kw_only=True):
            class MajorGender(_Struct, frozen=True, kw_only=True):
                gender: _str | None = None
                percentage: _int | None = None
            age_ranges: _list[_str] | None = None
            major_gender: MajorGender | None = None
        class CreatorProfile(_Struct, frozen=True, kw_only=True):
            is_official_recommend: _bool | None = None
            creator_bind_mcn_name: _str | None = None
            is_fast_growing: _bool | None = None
            has_collaborated: _bool | None = None
            user_type_tag: _list[_Literal[1, 2] | _int] | None = None
            has_invited_90d: _bool | None = None
            is_creator_blocked: _bool | None = None
            pps_score: _str | None = None
            is_eligible_flat_fee: _bool | None = None
            is_rising_star: _bool | None = None
            creator_level: _int | None = None
        username: _str | None = None
        nickname: _str | None = None
        avatar: Avatar | None = None
        selection_region: _str | None = None
        category_ids: _list[_str] | None = None
        avg_ec_live_uv: _int | None = None
        avg_ec_video_view_count: _int | None = None
        follower_count: _int | None = None
        gmv: Gmv | None = None
        live_gmv: LiveGmv | None = None
        video_gmv: VideoGmv | None = None
        gmv_range: GmvRange | None = None
        units_sold_range: UnitsSoldRange | None = None
        top_follower_demographics: TopFollowerDemographics | None = None
        creator_open_id: _str | None = None
        creator_profile: CreatorProfile | None = None
    next_page_token: _str | None = None
    search_key: _str | None = None
    creators: _list[Creators] | None = None
class GetCreatorMarketplaceAdvancedSearchFilters(_Struct, frozen=True, kw_only=True):
    class Data(_Struct, frozen=True, kw_only=True):
        class OptionList(_Struct, frozen=True, kw_only=True):
            class Options(_Struct, frozen=True, kw_only=True):
                class OptionChildren(_Struct, frozen=True, kw_only=True):
                    id: _str | None = None
                    name: _str | None = None
                id: _str | None = None
                name: _str | None = None
                option_children: _list[OptionChildren] | None = None
            option_type: _str | None = None
            options: _list[Options] | None = None
        class Sorters(_Struct, frozen=True, kw_only=True):
            algorithm_id: _str | None = None
            name: _str | None = None
        option_list: _list[OptionList] | None = None
        sorters: _list[Sorters] | None = None
    data: Data | None = None
class GetMarketplaceCreatorPerformance(_Struct, frozen=True, kw_only=True):
    class Creator(_Struct, frozen=True, kw_only=True):
        class Avatar(_Struct, frozen=True, kw_only=True):
            url: _str | None = None
        class UnitsSoldRange(_Struct, frozen=True, kw_only=True):
            minimum_amount: _int | None = None
            maximum_amount: _int | None = None
            formatted_range: _str | None = None
        class Gmv(_Amount, frozen=True, kw_only=True):
            currency: _str | None = None
            amount: _str | None = None
        class VideoGmv(_Amount, frozen=True, kw_only=True):
            currency: _str | None = None
            amount: _str | None = None
        class LiveGmv(_Amount, frozen=True, kw_only=True):
            currency: _str | None = None
            amount: _str | None = None
        class GmvRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            minimum_amount: _str | None = None
            maximum_amount: _str | None = None
            formatted_range: _str | None = None
        class CategoryGmvDistribution(_Struct, frozen=True, kw_only=True):
            category_id: _str | None = None
            value: _str | None = None
        class ContentGmvDistribution(_Struct, frozen=True, kw_only=True):
            content_type: _Literal["VIDEO", "LIVE", "SHOWCASE"] | _str | None = None
            value: _str | None = None
        class ProductOriginalPriceRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            minimum_amount: _str | None = None
            maximum_amount: _str | None = None
        class Gpm(_Amount, frozen=True, kw_only=True):
            currency: _str | None = None
            amount: _str | None = None
        class LiveGpm(_Amount, frozen=True, kw_only=True):
            currency: _str | None = None
            amount: _str | None = None
        class VideoGpm(_Amount, frozen=True, kw_only=True):
            currency: _str | None = None
            amount: _str | None = None
        class GpmRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            minimum_amount: _str | None = None
            maximum_amount: _str | None = None
            formatted_range: _str | None = None
        class VideoGpmRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            minimum_amount: _str | None = None
            maximum_amount: _str | None = None
            formatted_range: _str | None = None
        class LiveGpmRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            minimum_amount: _str | None = None
            maximum_amount: _str | None = None
            formatted_range: _str | None = None
        class AvgCommissionRateRange(_Struct, frozen=True, kw_only=True):
            minimum_amount: _int | None = None
            maximum_amount: _int | None = None
        class AvgGmvPerBuyer(_Amount, frozen=True, kw_only=True):
            currency: _str | None = None
            amount: _str | None = None
        class AvgGmvPerBuyerRange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            minimum_amount: _str | None = None
            maximum_amount: _str | None = None
            formatted_range: _str | None = None
        class FollowerLocation(_Struct, frozen=True, kw_only=True):
            key: _str | None = None
            value: _str | None = None
        class FollowerAge(_Struct, frozen=True, kw_only=True):
            key: _str | None = None
            value: _str | None = None
        class FollowerGender(_Struct, frozen=True, kw_only=True):
            key: _str | None = None
            value: _str | None = None
        class CreatorProfile(_Struct, frozen=True, kw_only=True):
            class CreatorConnectInfo(_Struct, frozen=True, kw_only=True):
                is_paired: _bool | None = None
                is_connect: _bool | None = None
                is_blocked: _bool | None = None
            class CreatorTrendProfile(_Struct, frozen=True, kw_only=True):
                class Gmv(_Struct, frozen=True, kw_only=True):
                    amount: _str | None = None
                    symbol: _str | None = None
                start_timestamp: _int | None = None
                end_timestamp: _int | None = None
                gmv: Gmv | None = None
                units_sold: _int | None = None
                follower: _int | None = None
                engagement_rate: _int | None = None
            is_official_recommend: _bool | None = None
            contact_info_available: _bool | None = None
            creator_bind_mcn_name: _str | None = None
            live_engagement_rate_30d: _int | None = None
            video_play_cnt_30d_med: _int | None = None
            live_view_cnt_30d_med: _int | None = None
            live_like_cnt_30d: _int | None = None
            live_comment_cnt_30d_med: _int | None = None
            live_share_cnt_30d_med: _int | None = None
            video_publish_cnt_30d_med: _int | None = None
            has_invited_90d: _bool | None = None
            is_creator_blocked: _bool | None = None
            creator_level: _int | None = None
            creator_fulfillment_reviews: _int | None = None
            is_eligible_flat_fee: _bool | None = None
            is_rising_star: _bool | None = None
            creator_fulfillment_score_90d: _str | None = None
            sample_score: _int | None = None
            creator_connect_info: CreatorConnectInfo | None = None
            creator_trend_profile: _list[CreatorTrendProfile] | None = None
        username: _str | None = None
        nickname: _str | None = None
        avatar: Avatar | None = None
        selection_region: _str | None = None
        bio_description: _str | None = None
        follower_count: _int | None = None
        profile_tt_uri: _str | None = None
        category_ids: _list[_str] | None = None
        top_collaborated_brand_ids: _list[_str] | None = None
        brand_collaboration_count: _int | None = None
        units_sold: _int | None = None
        units_sold_range: UnitsSoldRange | None = None
        gmv: Gmv | None = None
        video_gmv: VideoGmv | None = None
        live_gmv: LiveGmv | None = None
        gmv_range: GmvRange | None = None
        ec_live_engagement_rate: _str | None = None
        category_gmv_distribution: _list[CategoryGmvDistribution] | None = None
        content_gmv_distribution: _list[ContentGmvDistribution] | None = None
        product_original_price_range: ProductOriginalPriceRange | None = None
        gpm: Gpm | None = None
        live_gpm: LiveGpm | None = None
        video_gpm: VideoGpm | None = None
        gpm_range: GpmRange | None = None
        video_gpm_range: VideoGpmRange | None = None
        live_gpm_range: LiveGpmRange | None = None
        promoted_product_num: _int | None = None
        ec_live_count: _int | None = None
        ec_video_count: _int | None = None
        avg_ec_video_play_count: _int | None = None
        avg_commission_rate: _int | None = None
        avg_commission_rate_range: AvgCommissionRateRange | None = None
        avg_gmv_per_buyer: AvgGmvPerBuyer | None = None
        avg_gmv_per_buyer_range: AvgGmvPerBuyerRange | None = None
        avg_ec_live_view_count: _int | None = None
        avg_ec_live_like_count: _int | None = None
        avg_ec_live_comment_count: _int | None = None
        avg_ec_live_share_count: _int | None = None
        avg_ec_video_like_count: _int | None = None
        avg_ec_video_comment_count: _int | None = None
        avg_ec_video_share_count: _int | None = None
        follower_location: _list[FollowerLocation] | None = None
        follower_age: _list[FollowerAge] | None = None
        follower_gender: _list[FollowerGender] | None = None
        pps: _str | None = None
        rating: _str | None = None
        ec_video_engagement_rate: _str | None = None
        post_rate: _str | None = None
        creator_profile: CreatorProfile | None = None
    creator: Creator | None = None
class UploadMessageImage(_Struct, frozen=True, kw_only=True):
    url: _str | None = None
    width: _int | None = None
    height: _int | None = None
class QueryCreatorPromotionDetailsInTargetCollaboration(_Struct, frozen=True, kw_only=True):
    class Data(_Struct, frozen=True, kw_only=True):
        class ProductDetails(_Struct, frozen=True, kw_only=True):
            class ProductBaseInfo(_Struct, frozen=True, kw_only=True):
                class Image(_Struct, frozen=True, kw_only=True):
                    url: _str | None = None
                class Price(_Struct, frozen=True, kw_only=True):
                    class MinPrice(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    class MaxPrice(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    min_price: MinPrice | None = None
                    max_price: MaxPrice | None = None
                class PromotionPrice(_Struct, frozen=True, kw_only=True):
                    class MinPrice(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    class MaxPrice(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    min_price: MinPrice | None = None
                    max_price: MaxPrice | None = None
                product_id: _str | None = None
                title: _str | None = None
                image: Image | None = None
                price: Price | None = None
                promotion_price: PromotionPrice | None = None
                target_commission: _int | None = None
                open_commission: _int | None = None
                target_ads_commission: _int | None = None
                old_target_commission: _int | None = None
                old_target_ads_commission: _int | None = None
                commission_effective_time: _int | None = None
                ads_commission_effective_time: _int | None = None
                product_status: _str | None = None
            product_base_info: ProductBaseInfo | None = None
            product_add_status: _bool | None = None
            video_count: _int | None = None
            live_count: _int | None = None
            is_commission_effective: _bool | None = None
        product_details: _list[ProductDetails] | None = None
    data: Data | None = None
class CheckCreatorOutreachEligibility(_Struct, frozen=True, kw_only=True):
    class CreatorEligibilityResults(_Struct, frozen=True, kw_only=True):
        creator_level: _int | None = None
        creator_open_id: _str | None = None
        is_blocked: _bool | None = None
        is_connected: _bool | None = None
        is_creator_follower_count_threshold_met: _bool | None = None
        is_creator_level_quota_available: _bool | None = None
        is_paired: _bool | None = None
    creator_eligibility_results: _list[CreatorEligibilityResults] | None = None
    ineligible_creator_levels: _list[_int] | None = None
    is_batch_quota_consumable: _bool | None = None
class GetLiveRoomCoreStats202309(_Struct, frozen=True, kw_only=True):
    class Stats(_Struct, frozen=True, kw_only=True):
        class LocalGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class LocalUnitPrice(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        accumulated_comment_count: _int | None = None
        accumulated_new_follower_count: _int | None = None
        accumulated_sharing_count: _int | None = None
        avg_watching_duration: _int | None = None
        buyer_count: _int | None = None
        click_order_rate: _str | None = None
        click_through_rate: _str | None = None
        created_order_count: _int | None = None
        current_visitor_count: _int | None = None
        local_gmv: LocalGmv | None = None
        local_unit_price: LocalUnitPrice | None = None
        paid_order_count: _int | None = None
        peak_concurrent_user_count: _int | None = None
        product_reach_count: _int | None = None
        product_view_count: _int | None = None
        sales: _int | None = None
        watch_pv: _int | None = None
    stats: Stats | None = None
class GetLiveRoomGmvAndOrderTrends202309(_Struct, frozen=True, kw_only=True):
    class GmvTrendPerformances(_Struct, frozen=True, kw_only=True):
        class DataPoints(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            gmv: Gmv | None = None
            order_count: _int | None = None
            timestamp: _int | None = None
        data_points: _list[DataPoints] | None = None
        stats_type: _Literal["TREND_GMV", "TREND_CREATED_ORDER"] | _str | None = None
    gmv_trend_performances: _list[GmvTrendPerformances] | None = None
class GetLiveRoomInteractiveTrends202309(_Struct, frozen=True, kw_only=True):
    class InteractiveTrendPerformances(_Struct, frozen=True, kw_only=True):
        class DataPoints(_Struct, frozen=True, kw_only=True):
            timestamp: _int | None = None
            value: _str | None = None
        data_points: _list[DataPoints] | None = None
        stats_type: _Literal["WATCH_PV", "COMMENT_PV", "SHARE_PV"] | _str | None = None
    interactive_trend_performances: _list[InteractiveTrendPerformances] | None = None
class GetLiveRoomProductStats202309(_Struct, frozen=True, kw_only=True):
    class ProductStats(_Struct, frozen=True, kw_only=True):
        class LocalGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class LocalUnitPrice(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        click_order_rate: _str | None = None
        click_through_rate: _str | None = None
        created_order_count: _int | None = None
        created_order_user_count: _int | None = None
        exposure_count: _int | None = None
        inventory_consumption_count: _int | None = None
        inventory_left_count: _int | None = None
        is_live: _bool | None = None
        local_gmv: LocalGmv | None = None
        local_unit_price: LocalUnitPrice | None = None
        main_image_url: _str | None = None
        paid_order_count: _int | None = None
        paid_user_count: _int | None = None
        product_id: _str | None = None
        product_name: _str | None = None
        sellable_region: _str | None = None
        total_click_count: _int | None = None
    product_stats: _list[ProductStats] | None = None
class GetLiveRoomTrafficPerformance202309(_Struct, frozen=True, kw_only=True):
    class TrafficPerformances(_Struct, frozen=True, kw_only=True):
        class Source(_Struct, frozen=True, kw_only=True):
            name: _str | None = None
            watch_pv: _int | None = None
        class SubSources(_Struct, frozen=True, kw_only=True):
            name: _str | None = None
            watch_pv: _int | None = None
        source: Source | None = None
        sub_sources: _list[SubSources] | None = None
    traffic_performances: _list[TrafficPerformances] | None = None
class GetLiveRoomUserPortraits202309(_Struct, frozen=True, kw_only=True):
    class AllAdsAgeIndicators(_Struct, frozen=True, kw_only=True):
        type: _Literal["USER_PORTRAIT_AGE_LESS_THAN_15", "USER_PORTRAIT_AGE_MORE_THAN_34", "USER_PORTRAIT_AGE_MORE_THAN_55", "USER_PORTRAIT_AGE_13_TO_17", "USER_PORTRAIT_AGE_15_TO_17", "USER_PORTRAIT_AGE_18_TO_24", "USER_PORTRAIT_AGE_25_TO_34", "USER_PORTRAIT_AGE_35_TO_44", "USER_PORTRAIT_AGE_45_TO_54"] | _str | None = None
        value: _str | None = None
    class AllAdsGenderIndicators(_Struct, frozen=True, kw_only=True):
        type: _Literal["USER_PORTRAIT_GENDER_UNKNOWN", "USER_PORTRAIT_GENDER_M", "USER_PORTRAIT_GENDER_F"] | _str | None = None
        value: _str | None = None
    class AllFanIndicators(_Struct, frozen=True, kw_only=True):
        type: _Literal["USER_PORTRAIT_FOLLOWER", "USER_PORTRAIT_NON_FOLLOWER"] | _str | None = None
        value: _str | None = None
    class PaidAdsAgeIndicators(_Struct, frozen=True, kw_only=True):
        type: _Literal["USER_PORTRAIT_AGE_LESS_THAN_15", "USER_PORTRAIT_AGE_MORE_THAN_34", "USER_PORTRAIT_AGE_MORE_THAN_55", "USER_PORTRAIT_AGE_13_TO_17", "USER_PORTRAIT_AGE_15_TO_17", "USER_PORTRAIT_AGE_18_TO_24", "USER_PORTRAIT_AGE_25_TO_34", "USER_PORTRAIT_AGE_35_TO_44", "USER_PORTRAIT_AGE_45_TO_54"] | _str | None = None
        value: _str | None = None
    class PaidAdsGenderIndicators(_Struct, frozen=True, kw_only=True):
        type: _Literal["USER_PORTRAIT_GENDER_UNKNOWN", "USER_PORTRAIT_GENDER_M", "USER_PORTRAIT_GENDER_F"] | _str | None = None
        value: _str | None = None
    class PaidFanIndicators(_Struct, frozen=True, kw_only=True):
        type: _Literal["USER_PORTRAIT_FOLLOWER", "USER_PORTRAIT_NON_FOLLOWER"] | _str | None = None
        value: _str | None = None
    class RegionIndicators(_Struct, frozen=True, kw_only=True):
        type: _str | None = None
        value: _str | None = None
    all_ads_age_indicators: _list[AllAdsAgeIndicators] | None = None
    all_ads_gender_indicators: _list[AllAdsGenderIndicators] | None = None
    all_fan_indicators: _list[AllFanIndicators] | None = None
    paid_ads_age_indicators: _list[PaidAdsAgeIndicators] | None = None
    paid_ads_gender_indicators: _list[PaidAdsGenderIndicators] | None = None
    paid_fan_indicators: _list[PaidFanIndicators] | None = None
    region_indicators: _list[RegionIndicators] | None = None
class GetLiveRoomViewTrends202309(_Struct, frozen=True, kw_only=True):
    class ViewTrendPerformances(_Struct, frozen=True, kw_only=True):
        class DataPoints(_Struct, frozen=True, kw_only=True):
            timestamp: _int | None = None
            value: _str | None = None
        data_points: _list[DataPoints] | None = None
        stats_type: _Literal["TREND_ONLINE_VIEWER", "TREND_ENTER_VIEWER", "TREND_LEFT_VIEWER"] | _str | None = None
    view_trend_performances: _list[ViewTrendPerformances] | None = None
class GetVideoPerformances(_Struct, frozen=True, kw_only=True):
    class Videos(_Struct, frozen=True, kw_only=True):
        class Performances(_Struct, frozen=True, kw_only=True):
            class Metrics(_Struct, frozen=True, kw_only=True):
                class Gmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                anchor_display_rate: _str | None = None
                click_through_rate: _str | None = None
                gmv: Gmv | None = None
                item_sold_count: _int | None = None
                order_count: _int | None = None
            class TimeRange(_Struct, frozen=True, kw_only=True):
                end_time: _int | None = None
                start_time: _int | None = None
            metrics: Metrics | None = None
            time_range: TimeRange | None = None
        id: _str | None = None
        performances: _list[Performances] | None = None
    videos: _list[Videos] | None = None
class GetShopPerformance202405(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class ComparisonIntervals(_Struct, frozen=True, kw_only=True):
            class AvgOrderValue(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AvgProductPageVisitorBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class BuyerBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class GmvBreakdowns(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class ProductImpressionBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class ProductPageViewBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class Refunds(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            avg_order_value: AvgOrderValue | None = None
            avg_product_page_visitor_breakdowns: _list[AvgProductPageVisitorBreakdowns] | None = None
            avg_product_page_visitors: _int | None = None
            buyer_breakdowns: _list[BuyerBreakdowns] | None = None
            buyers: _int | None = None
            cancellations_and_returns: _int | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            gmv_breakdowns: _list[GmvBreakdowns] | None = None
            orders: _int | None = None
            product_impression_breakdowns: _list[ProductImpressionBreakdowns] | None = None
            product_impressions: _int | None = None
            product_page_view_breakdowns: _list[ProductPageViewBreakdowns] | None = None
            product_page_views: _int | None = None
            refunds: Refunds | None = None
            sku_orders: _int | None = None
            start_date: _str | None = None
            units_sold: _int | None = None
        class Intervals(_Struct, frozen=True, kw_only=True):
            class AvgOrderValue(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AvgProductPageVisitorBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class BuyerBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class GmvBreakdowns(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class ProductImpressionBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class ProductPageViewBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class Refunds(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            avg_order_value: AvgOrderValue | None = None
            avg_product_page_visitor_breakdowns: _list[AvgProductPageVisitorBreakdowns] | None = None
            avg_product_page_visitors: _int | None = None
            buyer_breakdowns: _list[BuyerBreakdowns] | None = None
            buyers: _int | None = None
            cancellations_and_returns: _int | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            gmv_breakdowns: _list[GmvBreakdowns] | None = None
            orders: _int | None = None
            product_impression_breakdowns: _list[ProductImpressionBreakdowns] | None = None
            product_impressions: _int | None = None
            product_page_view_breakdowns: _list[ProductPageViewBreakdowns] | None = None
            product_page_views: _int | None = None
            refunds: Refunds | None = None
            sku_orders: _int | None = None
            start_date: _str | None = None
            units_sold: _int | None = None
        comparison_intervals: _list[ComparisonIntervals] | None = None
        intervals: _list[Intervals] | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopProductPerformanceList202405(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        click_through_rate: _str | None = None
        gmv: Gmv | None = None
        id: _int | None = None
        orders: _int | None = None
        units_sold: _int | None = None
    latest_available_date: _str | None = None
    next_page_token: _str | None = None
    products: _list[Products] | None = None
    total_count: _int | None = None
class GetShopProductPerformanceDetail202405(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class ComparisonIntervals(_Struct, frozen=True, kw_only=True):
            class AvgPageVisitorBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class ClickThroughRateBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _str | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class GmvBreakdowns(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class ImpressionBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class PageViewBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class UnitSoldBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            avg_page_visitor_breakdowns: _list[AvgPageVisitorBreakdowns] | None = None
            avg_page_visitors: _int | None = None
            click_through_rate: _str | None = None
            click_through_rate_breakdowns: _list[ClickThroughRateBreakdowns] | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            gmv_breakdowns: _list[GmvBreakdowns] | None = None
            impression_breakdowns: _list[ImpressionBreakdowns] | None = None
            impressions: _int | None = None
            orders: _int | None = None
            page_view_breakdowns: _list[PageViewBreakdowns] | None = None
            page_views: _int | None = None
            start_date: _str | None = None
            unit_sold_breakdowns: _list[UnitSoldBreakdowns] | None = None
            units_sold: _int | None = None
        class Intervals(_Struct, frozen=True, kw_only=True):
            class AvgPageVisitorBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class ClickThroughRateBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _str | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class GmvBreakdowns(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class ImpressionBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class PageViewBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class UnitSoldBreakdowns(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            avg_page_visitor_breakdowns: _list[AvgPageVisitorBreakdowns] | None = None
            avg_page_visitors: _int | None = None
            click_through_rate: _str | None = None
            click_through_rate_breakdowns: _list[ClickThroughRateBreakdowns] | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            gmv_breakdowns: _list[GmvBreakdowns] | None = None
            impression_breakdowns: _list[ImpressionBreakdowns] | None = None
            impressions: _int | None = None
            orders: _int | None = None
            page_view_breakdowns: _list[PageViewBreakdowns] | None = None
            page_views: _int | None = None
            start_date: _str | None = None
            unit_sold_breakdowns: _list[UnitSoldBreakdowns] | None = None
            units_sold: _int | None = None
        comparison_intervals: _list[ComparisonIntervals] | None = None
        intervals: _list[Intervals] | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopSkuPerformanceList202406(_Struct, frozen=True, kw_only=True):
    class Skus(_Struct, frozen=True, kw_only=True):
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        gmv: Gmv | None = None
        id: _int | None = None
        product_id: _int | None = None
        sku_orders: _int | None = None
        units_sold: _int | None = None
    latest_available_date: _str | None = None
    next_page_token: _str | None = None
    skus: _list[Skus] | None = None
    total_count: _int | None = None
class GetShopSkuPerformanceDetail202406(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class ComparisonIntervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class GmvBreakdown(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class UnitsSoldBreakdown(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            gmv_breakdown: _list[GmvBreakdown] | None = None
            sku_orders: _int | None = None
            start_date: _str | None = None
            units_sold: _int | None = None
            units_sold_breakdown: _list[UnitsSoldBreakdown] | None = None
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class GmvBreakdown(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class UnitsSoldBreakdown(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            gmv_breakdown: _list[GmvBreakdown] | None = None
            sku_orders: _int | None = None
            start_date: _str | None = None
            units_sold: _int | None = None
            units_sold_breakdown: _list[UnitsSoldBreakdown] | None = None
        comparison_intervals: _list[ComparisonIntervals] | None = None
        intervals: _list[Intervals] | None = None
        product_id: _int | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopVideoPerformanceOverview202409(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class ComparisonIntervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            click_through_rate: _str | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            sku_orders: _int | None = None
            start_date: _str | None = None
            units_sold: _int | None = None
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            click_through_rate: _str | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            sku_orders: _int | None = None
            start_date: _str | None = None
            units_sold: _int | None = None
        comparison_intervals: _list[ComparisonIntervals] | None = None
        intervals: _list[Intervals] | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopVideoPerformanceList202409(_Struct, frozen=True, kw_only=True):
    class Videos(_Struct, frozen=True, kw_only=True):
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class Products(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name: _str | None = None
        click_through_rate: _str | None = None
        gmv: Gmv | None = None
        id: _str | None = None
        products: _list[Products] | None = None
        sku_orders: _int | None = None
        title: _str | None = None
        units_sold: _int | None = None
        username: _str | None = None
        video_post_time: _str | None = None
        views: _int | None = None
    latest_available_date: _str | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
    videos: _list[Videos] | None = None
class GetShopVideoPerformanceDetails202409(_Struct, frozen=True, kw_only=True):
    class EngagementData(_Struct, frozen=True, kw_only=True):
        total_comments: _int | None = None
        total_likes: _int | None = None
        total_shares: _int | None = None
        total_views: _int | None = None
    class Performance(_Struct, frozen=True, kw_only=True):
        class ComparisonIntervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            click_through_rate: _str | None = None
            daily_avg_buyers: _str | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            start_date: _str | None = None
            views: _int | None = None
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            click_through_rate: _str | None = None
            daily_avg_buyers: _str | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            start_date: _str | None = None
            views: _int | None = None
        comparison_intervals: _list[ComparisonIntervals] | None = None
        intervals: _list[Intervals] | None = None
        video_post_time: _str | None = None
    engagement_data: EngagementData | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopVideoProductPerformanceList202409(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        daily_avg_buyers: _str | None = None
        gmv: Gmv | None = None
        id: _str | None = None
        name: _str | None = None
        units_sold: _int | None = None
    latest_available_date: _str | None = None
    next_page_token: _str | None = None
    products: _list[Products] | None = None
    total_count: _int | None = None
class GetLiveRoomCoreStats(_Struct, frozen=True, kw_only=True):
    class Stats(_Struct, frozen=True, kw_only=True):
        class LocalGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class LocalUnitPrice(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        sales: _int | None = None
        local_gmv: LocalGmv | None = None
        created_order_count: _int | None = None
        current_visitor_count: _int | None = None
        paid_order_count: _int | None = None
        local_unit_price: LocalUnitPrice | None = None
        product_reach_count: _int | None = None
        watch_pv: _int | None = None
        click_through_rate: _str | None = None
        accumulated_new_follower_count: _int | None = None
        buyer_count: _int | None = None
        accumulated_comment_count: _int | None = None
        product_view_count: _int | None = None
        click_order_rate: _str | None = None
        avg_watching_duration: _int | None = None
        accumulated_sharing_count: _int | None = None
        peak_concurrent_user_count: _int | None = None
    stats: Stats | None = None
class GetLiveRoomGmvAndOrderTrends(_Struct, frozen=True, kw_only=True):
    class GmvTrendPerformances(_Struct, frozen=True, kw_only=True):
        class DataPoints(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                currency: _str | None = None
                amount: _str | None = None
            order_count: _int | None = None
            timestamp: _int | None = None
            gmv: Gmv | None = None
        stats_type: _Literal["TREND_GMV"] | _str | None = None
        data_points: _list[DataPoints] | None = None
    gmv_trend_performances: _list[GmvTrendPerformances] | None = None
class GetLiveRoomInteractiveTrends(_Struct, frozen=True, kw_only=True):
    class InteractiveTrendPerformances(_Struct, frozen=True, kw_only=True):
        class DataPoints(_Struct, frozen=True, kw_only=True):
            value: _str | None = None
            timestamp: _int | None = None
        stats_type: _Literal["TREND_WATCH_PV", "TREND_COMMENT_PV", "TREND_SHARE_PV"] | _str | None = None
        data_points: _list[DataPoints] | None = None
    interactive_trend_performances: _list[InteractiveTrendPerformances] | None = None
class GetLiveRoomProductStats(_Struct, frozen=True, kw_only=True):
    class ProductStats(_Struct, frozen=True, kw_only=True):
        class LocalGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class LocalUnitPrice(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        main_image_url: _str | None = None
        product_id: _str | None = None
        is_live: _bool | None = None
        click_through_rate: _str | None = None
        sellable_region: _str | None = None
        created_order_count: _int | None = None
        exposure_count: _int | None = None
        total_click_count: _int | None = None
        local_gmv: LocalGmv | None = None
        product_name: _str | None = None
        local_unit_price: LocalUnitPrice | None = None
        paid_order_count: _int | None = None
        inventory_left_count: _int | None = None
        inventory_consumption_count: _int | None = None
        created_order_user_count: _int | None = None
        paid_user_count: _int | None = None
        click_order_rate: _str | None = None
    product_stats: _list[ProductStats] | None = None
class GetLiveRoomTrafficPerformance(_Struct, frozen=True, kw_only=True):
    class TrafficPerformances(_Struct, frozen=True, kw_only=True):
        class Source(_Struct, frozen=True, kw_only=True):
            name: _str | None = None
            watch_pv: _int | None = None
        class SubSources(_Struct, frozen=True, kw_only=True):
            name: _str | None = None
            watch_pv: _int | None = None
        source: Source | None = None
        sub_sources: _list[SubSources] | None = None
    traffic_performances: _list[TrafficPerformances] | None = None
class GetLiveRoomUserPortraits(_Struct, frozen=True, kw_only=True):
    class AllAdsGenderIndicators(_Struct, frozen=True, kw_only=True):
        type: _Literal["USER_PORTRAIT_GENDER_UNKNOWN", "USER_PORTRAIT_GENDER_M", "USER_PORTRAIT_GENDER_F"] | _str | None = None
        value: _str | None = None
    class AllFanIndicators(_Struct, frozen=True, kw_only=True):
        type: _str | None = None
        value: _str | None = None
    class AllAdsAgeIndicators(_Struct, frozen=True, kw_only=True):
        type: _str | None = None
        value: _str | None = None
    class RegionIndicators(_Struct, frozen=True, kw_only=True):
        value: _str | None = None
        type: _str | None = None
    class PaidAdsAgeIndicators(_Struct, frozen=True, kw_only=True):
        type: _str | None = None
        value: _str | None = None
    class PaidAdsGenderIndicators(_Struct, frozen=True, kw_only=True):
        type: _Literal["USER_PORTRAIT_GENDER_UNKNOWN", "USER_PORTRAIT_GENDER_M", "USER_PORTRAIT_GENDER_F"] | _str | None = None
        value: _str | None = None
    class PaidFanIndicators(_Struct, frozen=True, kw_only=True):
        type: _str | None = None
        value: _str | None = None
    all_ads_gender_indicators: _list[AllAdsGenderIndicators] | None = None
    all_fan_indicators: _list[AllFanIndicators] | None = None
    all_ads_age_indicators: _list[AllAdsAgeIndicators] | None = None
    region_indicators: _list[RegionIndicators] | None = None
    paid_ads_age_indicators: _list[PaidAdsAgeIndicators] | None = None
    paid_ads_gender_indicators: _list[PaidAdsGenderIndicators] | None = None
    paid_fan_indicators: _list[PaidFanIndicators] | None = None
class GetLiveRoomViewTrends(_Struct, frozen=True, kw_only=True):
    class ViewTrendPerformances(_Struct, frozen=True, kw_only=True):
        class DataPoints(_Struct, frozen=True, kw_only=True):
            value: _str | None = None
            timestamp: _int | None = None
        stats_type: _str | None = None
        data_points: _list[DataPoints] | None = None
    view_trend_performances: _list[ViewTrendPerformances] | None = None
class GetShopLivePerformanceOverview202503(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class ComparisonIntervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            click_through_rate: _str | None = None
            click_to_order_rate: _str | None = None
            customers: _int | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            sku_orders: _int | None = None
            start_date: _str | None = None
            units_sold: _int | None = None
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            click_through_rate: _str | None = None
            click_to_order_rate: _str | None = None
            customers: _int | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            sku_orders: _int | None = None
            start_date: _str | None = None
            units_sold: _int | None = None
        comparison_intervals: _list[ComparisonIntervals] | None = None
        intervals: _list[Intervals] | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopLivePerformanceList202505(_Struct, frozen=True, kw_only=True):
    class LiveStreamSessions(_Struct, frozen=True, kw_only=True):
        class InteractionPerformance(_Struct, frozen=True, kw_only=True):
            acu: _int | None = None
            avg_viewing_duration: _str | None = None
            click_through_rate: _str | None = None
            comments: _int | None = None
            likes: _int | None = None
            new_followers: _int | None = None
            pcu: _int | None = None
            product_clicks: _int | None = None
            product_impressions: _int | None = None
            shares: _int | None = None
            viewers: _int | None = None
            views: _int | None = None
        class SalesPerformance(_Struct, frozen=True, kw_only=True):
            class f_24hLiveGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AvgPrice(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            f_24h_live_gmv: f_24hLiveGmv | None = None
            avg_price: AvgPrice | None = None
            click_to_order_rate: _str | None = None
            created_sku_orders: _int | None = None
            customers: _int | None = None
            different_products_sold: _int | None = None
            gmv: Gmv | None = None
            products_added: _int | None = None
            sku_orders: _int | None = None
            unit_sold: _int | None = None
        end_time: _str | None = None
        id: _str | None = None
        interaction_performance: InteractionPerformance | None = None
        sales_performance: SalesPerformance | None = None
        start_time: _str | None = None
        title: _str | None = None
        username: _str | None = None
    latest_available_date: _str | None = None
    live_stream_sessions: _list[LiveStreamSessions] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GetShopLivePerformanceOverview202508(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class ComparisonIntervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            click_through_rate: _str | None = None
            click_to_order_rate: _str | None = None
            customers: _int | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            sku_orders: _int | None = None
            start_date: _str | None = None
            units_sold: _int | None = None
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            click_through_rate: _str | None = None
            click_to_order_rate: _str | None = None
            customers: _int | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            sku_orders: _int | None = None
            start_date: _str | None = None
            units_sold: _int | None = None
        comparison_intervals: _list[ComparisonIntervals] | None = None
        intervals: _list[Intervals] | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopLivePerformanceList202508(_Struct, frozen=True, kw_only=True):
    class LiveStreamSessions(_Struct, frozen=True, kw_only=True):
        class InteractionPerformance(_Struct, frozen=True, kw_only=True):
            acu: _int | None = None
            avg_viewing_duration: _str | None = None
            click_through_rate: _str | None = None
            comments: _int | None = None
            likes: _int | None = None
            new_followers: _int | None = None
            pcu: _int | None = None
            product_clicks: _int | None = None
            product_impressions: _int | None = None
            shares: _int | None = None
            viewers: _int | None = None
            views: _int | None = None
        class SalesPerformance(_Struct, frozen=True, kw_only=True):
            class f_24hLiveGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AvgPrice(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            f_24h_live_gmv: f_24hLiveGmv | None = None
            avg_price: AvgPrice | None = None
            click_to_order_rate: _str | None = None
            created_sku_orders: _int | None = None
            customers: _int | None = None
            different_products_sold: _int | None = None
            gmv: Gmv | None = None
            products_added: _int | None = None
            sku_orders: _int | None = None
            unit_sold: _int | None = None
        end_time: _str | None = None
        id: _str | None = None
        interaction_performance: InteractionPerformance | None = None
        sales_performance: SalesPerformance | None = None
        start_time: _str | None = None
        title: _str | None = None
        username: _str | None = None
    latest_available_date: _str | None = None
    live_stream_sessions: _list[LiveStreamSessions] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GetShopPerformance202509(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Sales(_Struct, frozen=True, kw_only=True):
                class Gmv(_Struct, frozen=True, kw_only=True):
                    class Breakdowns(_Struct, frozen=True, kw_only=True):
                        class Gmv(_Amount, frozen=True, kw_only=True):
                            amount: _str | None = None
                            currency: _str | None = None
                        gmv: Gmv | None = None
                        type: _Literal["VIDEO", "LIVE", "PRODUCT_CARD"] | _str | None = None
                    class Overall(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    breakdowns: _list[Breakdowns] | None = None
                    overall: Overall | None = None
                class GrossRevenue(_Struct, frozen=True, kw_only=True):
                    class Breakdowns(_Struct, frozen=True, kw_only=True):
                        percentage: _str | None = None
                        type: _Literal["NON_GMV_MAX", "GMV_MAX", "ADS", "ORGANIC"] | _str | None = None
                    class Overall(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    breakdowns: _list[Breakdowns] | None = None
                    overall: Overall | None = None
                class Refunds(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                avg_customers_count: _int | None = None
                gmv: Gmv | None = None
                gross_revenue: GrossRevenue | None = None
                items_sold: _int | None = None
                orders_count: _int | None = None
                refunds: Refunds | None = None
                sku_orders_count: _int | None = None
            class Traffic(_Struct, frozen=True, kw_only=True):
                avg_conversation_rate: _str | None = None
                avg_page_views: _int | None = None
                avg_visitors: _int | None = None
            end_date: _str | None = None
            sales: Sales | None = None
            start_date: _str | None = None
            traffic: Traffic | None = None
        intervals: _list[Intervals] | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopLivePerformanceOverview202509(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            click_through_rate: _str | None = None
            click_to_order_rate: _str | None = None
            customers: _int | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            items_sold: _int | None = None
            sku_orders: _int | None = None
            start_date: _str | None = None
        intervals: _list[Intervals] | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopLivePerformanceList202509(_Struct, frozen=True, kw_only=True):
    class LiveStreamSessions(_Struct, frozen=True, kw_only=True):
        class InteractionPerformance(_Struct, frozen=True, kw_only=True):
            acu: _int | None = None
            avg_viewing_duration: _str | None = None
            click_through_rate: _str | None = None
            comments: _int | None = None
            likes: _int | None = None
            new_followers: _int | None = None
            pcu: _int | None = None
            product_clicks: _int | None = None
            product_impressions: _int | None = None
            shares: _int | None = None
            viewers: _int | None = None
            views: _int | None = None
        class SalesPerformance(_Struct, frozen=True, kw_only=True):
            class f_24hLiveGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AvgPrice(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            f_24h_live_gmv: f_24hLiveGmv | None = None
            avg_price: AvgPrice | None = None
            click_to_order_rate: _str | None = None
            created_sku_orders: _int | None = None
            customers: _int | None = None
            different_products_sold: _int | None = None
            gmv: Gmv | None = None
            items_sold: _int | None = None
            products_added: _int | None = None
            sku_orders: _int | None = None
        end_time: _str | None = None
        id: _str | None = None
        interaction_performance: InteractionPerformance | None = None
        sales_performance: SalesPerformance | None = None
        start_time: _str | None = None
        title: _str | None = None
        username: _str | None = None
    latest_available_date: _str | None = None
    live_stream_sessions: _list[LiveStreamSessions] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GetShopProductPerformanceList202509(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class OverallPerformance(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            gmv: Gmv | None = None
            items_sold: _int | None = None
            orders: _int | None = None
        id: _str | None = None
        overall_performance: OverallPerformance | None = None
    latest_available_date: _str | None = None
    next_page_token: _str | None = None
    products: _list[Products] | None = None
    total_count: _int | None = None
class GetShopProductPerformanceDetail(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class Intervals(_Struct, frozen=True, kw_only=True):
            class CancelAndRefunds(_Struct, frozen=True, kw_only=True):
                canceled: _int | None = None
                refunded: _int | None = None
                replacements: _int | None = None
                returned: _int | None = None
            class Sales(_Struct, frozen=True, kw_only=True):
                class Breakdowns(_Struct, frozen=True, kw_only=True):
                    class Sales(_Struct, frozen=True, kw_only=True):
                        class Gmv(_Amount, frozen=True, kw_only=True):
                            amount: _str | None = None
                            currency: _str | None = None
                        avg_customers: _int | None = None
                        gmv: Gmv | None = None
                        items_sold: _int | None = None
                    content_type: _Literal["VIDEO", "LIVE", "PRODUCT_CARD"] | _str | None = None
                    sales: Sales | None = None
                class Gmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                breakdowns: _list[Breakdowns] | None = None
                gmv: Gmv | None = None
                items_sold: _int | None = None
                orders: _int | None = None
            class Traffic(_Struct, frozen=True, kw_only=True):
                class Breakdowns(_Struct, frozen=True, kw_only=True):
                    class Traffic(_Struct, frozen=True, kw_only=True):
                        avg_conversion_rate: _str | None = None
                        avg_unique_page_views: _int | None = None
                        ctr: _str | None = None
                        impressions: _int | None = None
                        page_views: _int | None = None
                    content_type: _Literal["VIDEO", "LIVE", "PRODUCT_CARD"] | _str | None = None
                    traffic: Traffic | None = None
                breakdowns: _list[Breakdowns] | None = None
            cancel_and_refunds: CancelAndRefunds | None = None
            end_date: _str | None = None
            sales: Sales | None = None
            start_date: _str | None = None
            traffic: Traffic | None = None
        class Ratings(_Struct, frozen=True, kw_only=True):
            count: _int | None = None
            percentage: _str | None = None
            stars: _Literal["1_STAR", "2_STAR", "3_STAR", "4_STAR", "5_STAR"] | _str | None = None
        class TopContents(_Struct, frozen=True, kw_only=True):
            class Contents(_Struct, frozen=True, kw_only=True):
                class Gmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                content_id: _str | None = None
                gmv: Gmv | None = None
                items_sold: _int | None = None
            contents: _list[Contents] | None = None
            type: _Literal["LIVE", "VIDEO"] | _str | None = None
        class TopCreators(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            creator_name: _str | None = None
            creator_open_id: _str | None = None
            creator_profile: _str | None = None
            gmv: Gmv | None = None
            items_sold: _int | None = None
        intervals: _list[Intervals] | None = None
        ratings: _list[Ratings] | None = None
        top_contents: _list[TopContents] | None = None
        top_creators: _list[TopCreators] | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopSkuPerformanceList(_Struct, frozen=True, kw_only=True):
    class Skus(_Struct, frozen=True, kw_only=True):
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        gmv: Gmv | None = None
        id: _int | None = None
        product_id: _int | None = None
        sku_orders: _int | None = None
        units_sold: _int | None = None
    latest_available_date: _str | None = None
    next_page_token: _str | None = None
    skus: _list[Skus] | None = None
    total_count: _int | None = None
class GetShopSkuPerformanceDetail(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class GmvBreakdown(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            class ItemsSoldBreakdown(_Struct, frozen=True, kw_only=True):
                amount: _int | None = None
                type: _Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | _str | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            gmv_breakdown: _list[GmvBreakdown] | None = None
            items_sold: _int | None = None
            items_sold_breakdown: _list[ItemsSoldBreakdown] | None = None
            sku_orders: _int | None = None
            start_date: _str | None = None
        intervals: _list[Intervals] | None = None
        product_id: _int | None = None
        sku_id: _str | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopVideoPerformanceOverview202509(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            avg_customers: _int | None = None
            click_through_rate: _str | None = None
            end_date: _str | None = None
            gmv: Gmv | None = None
            product_clicks: _int | None = None
            product_impressions: _int | None = None
            sku_orders: _int | None = None
            start_date: _str | None = None
        intervals: _list[Intervals] | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopVideoPerformanceList202509(_Struct, frozen=True, kw_only=True):
    class Videos(_Struct, frozen=True, kw_only=True):
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class Gpm(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class Products(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name: _str | None = None
        avg_customers: _int | None = None
        click_through_rate: _str | None = None
        duration: _int | None = None
        gmv: Gmv | None = None
        gpm: Gpm | None = None
        hash_tags: _list[_str] | None = None
        id: _str | None = None
        items_sold: _int | None = None
        products: _list[Products] | None = None
        sku_orders: _int | None = None
        title: _str | None = None
        username: _str | None = None
        video_post_time: _str | None = None
        views: _int | None = None
    latest_available_date: _str | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
    videos: _list[Videos] | None = None
class GetShopVideoPerformanceDetails(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Sales(_Struct, frozen=True, kw_only=True):
                class Breakdowns(_Struct, frozen=True, kw_only=True):
                    class Gmv(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    class Gpm(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    ctr: _str | None = None
                    customers: _int | None = None
                    gmv: Gmv | None = None
                    gpm: Gpm | None = None
                    items_sold: _int | None = None
                    product_clicks: _int | None = None
                    product_id: _str | None = None
                    product_impressions: _int | None = None
                class Overall(_Struct, frozen=True, kw_only=True):
                    class Gmv(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    class Gpm(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    ctr: _str | None = None
                    customers: _int | None = None
                    gmv: Gmv | None = None
                    gpm: Gpm | None = None
                    items_sold: _int | None = None
                    product_clicks: _int | None = None
                    product_impressions: _int | None = None
                breakdowns: _list[Breakdowns] | None = None
                overall: Overall | None = None
            class Traffic(_Struct, frozen=True, kw_only=True):
                comments: _int | None = None
                likes: _int | None = None
                new_followers: _int | None = None
                shares: _int | None = None
                views: _int | None = None
            end_date: _str | None = None
            sales: Sales | None = None
            start_date: _str | None = None
            traffic: Traffic | None = None
        class ViewerProfile(_Struct, frozen=True, kw_only=True):
            class AgeDistribution(_Struct, frozen=True, kw_only=True):
                age: _Literal["18-24", "25-34", "35-44", "45-54", "55+"] | _str | None = None
                percentage: _str | None = None
            class CountryDistribution(_Struct, frozen=True, kw_only=True):
                country_code: _str | None = None
                percentage: _str | None = None
            class GenderDistribution(_Struct, frozen=True, kw_only=True):
                gender: _Literal["MALE", "FEMALE"] | _str | None = None
                percentage: _str | None = None
            age_distribution: _list[AgeDistribution] | None = None
            country_distribution: _list[CountryDistribution] | None = None
            gender_distribution: _list[GenderDistribution] | None = None
            type: _Literal["NEW_FOLLOWER", "VIEWERS"] | _str | None = None
        intervals: _list[Intervals] | None = None
        viewer_profile: _list[ViewerProfile] | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopVideoProductPerformanceList(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class Gpm(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        daily_avg_buyers: _str | None = None
        gmv: Gmv | None = None
        id: _str | None = None
        name: _str | None = None
        units_sold: _int | None = None
        ctr: _str | None = None
        customers: _int | None = None
        gpm: Gpm | None = None
        product_clicks: _int | None = None
        product_impressions: _int | None = None
    latest_available_date: _str | None = None
    next_page_token: _str | None = None
    products: _list[Products] | None = None
    total_count: _int | None = None
class GetShopPerformancePerHour(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AvgOrderValue(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AvgSkuOrderValue(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class LiveAttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ProductCardAttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class VideoAttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            customers: _int | None = None
            gmv: Gmv | None = None
            index: _int | None = None
            items_sold: _int | None = None
            visitors: _int | None = None
            avg_order_value: AvgOrderValue | None = None
            avg_sku_order_value: AvgSkuOrderValue | None = None
            customers_count: _int | None = None
            live_attributed_gmv: LiveAttributedGmv | None = None
            orders_count: _int | None = None
            product_card_attributed_gmv: ProductCardAttributedGmv | None = None
            product_clicks: _int | None = None
            product_impressions: _int | None = None
            sku_orders_count: _int | None = None
            unique_clicks: _int | None = None
            unique_product_impressions: _int | None = None
            video_attributed_gmv: VideoAttributedGmv | None = None
        class Overall(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AvgOrderValue(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AvgSkuOrderValue(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class LiveAttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ProductCardAttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class VideoAttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            customers: _int | None = None
            gmv: Gmv | None = None
            items_sold: _int | None = None
            visitors: _int | None = None
            avg_order_value: AvgOrderValue | None = None
            avg_sku_order_value: AvgSkuOrderValue | None = None
            customers_count: _int | None = None
            live_attributed_gmv: LiveAttributedGmv | None = None
            orders_count: _int | None = None
            product_card_attributed_gmv: ProductCardAttributedGmv | None = None
            product_clicks: _int | None = None
            product_impressions: _int | None = None
            sku_orders_count: _int | None = None
            unique_clicks: _int | None = None
            unique_product_impressions: _int | None = None
            video_attributed_gmv: VideoAttributedGmv | None = None
        intervals: _list[Intervals] | None = None
        latest_available_timestamp: _int | None = None
        overall: Overall | None = None
    performance: Performance | None = None
class GetShopLiveMinutePerformance(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Conversion(_Struct, frozen=True, kw_only=True):
                class AvgPrice(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class ClickToOrderRate(_Struct, frozen=True, kw_only=True):
                    main_order_ctor: _str | None = None
                    sku_order_ctor: _str | None = None
                class Gpm(_Struct, frozen=True, kw_only=True):
                    show_gpm: _str | None = None
                    watch_gpm: _str | None = None
                avg_price: AvgPrice | None = None
                click_to_order_rate: ClickToOrderRate | None = None
                created_sku_orders: _int | None = None
                gpm: Gpm | None = None
                sku_order_rate: _str | None = None
            class Interactions(_Struct, frozen=True, kw_only=True):
                comment_rate: _str | None = None
                comments: _int | None = None
                follow_rate: _str | None = None
                like_rate: _str | None = None
                likes: _int | None = None
                new_followers: _int | None = None
                share_rate: _str | None = None
                shares: _int | None = None
            class Sales(_Struct, frozen=True, kw_only=True):
                class Gmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                customers: _int | None = None
                gmv: Gmv | None = None
                items_sold: _int | None = None
                main_orders: _int | None = None
                sku_orders: _int | None = None
            class Traffic(_Struct, frozen=True, kw_only=True):
                ctr: _str | None = None
                enter_room_rate: _str | None = None
                impressions: _int | None = None
                product_clicks: _int | None = None
                product_impressions: _int | None = None
                viewers: _int | None = None
                views: _int | None = None
            conversion: Conversion | None = None
            end_time: _int | None = None
            interactions: Interactions | None = None
            sales: Sales | None = None
            start_time: _int | None = None
            traffic: Traffic | None = None
        class Overall(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            duration: _int | None = None
            end_time: _int | None = None
            gmv: Gmv | None = None
            impressions: _int | None = None
            items_sold: _int | None = None
            live_title: _str | None = None
            start_time: _int | None = None
            unique_viewers: _int | None = None
        intervals: _list[Intervals] | None = None
        overall: Overall | None = None
    next_page_token: _str | None = None
    performance: Performance | None = None
    total_count: _int | None = None
class GetBestsellingCreators(_Struct, frozen=True, kw_only=True):
    class Creators(_Struct, frozen=True, kw_only=True):
        rank: _int | None = None
        gmv_range: _str | None = None
        open_id: _str | None = None
        user_name: _str | None = None
        nick_name: _str | None = None
        followers_count: _int | None = None
        likes_count: _int | None = None
    creators: _list[Creators] | None = None
class GetBestsellingLiveSessions(_Struct, frozen=True, kw_only=True):
    class Lives(_Struct, frozen=True, kw_only=True):
        rank: _int | None = None
        gmv_range: _str | None = None
        id: _str | None = None
        title: _str | None = None
        start_time: _int | None = None
        duration: _int | None = None
        creator_name: _str | None = None
        open_id: _str | None = None
        creator_nick_name: _str | None = None
    lives: _list[Lives] | None = None
class GetBestsellingProducts(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class ProductImage(_Struct, frozen=True, kw_only=True):
            height: _int | None = None
            width: _int | None = None
            thumb_urls: _list[_str] | None = None
            uri: _str | None = None
            urls: _list[_str] | None = None
        rank: _int | None = None
        gmv_range: _str | None = None
        id: _str | None = None
        name: _str | None = None
        rating: _str | None = None
        product_image: ProductImage | None = None
        shop_name: _str | None = None
        shop_id: _str | None = None
    products: _list[Products] | None = None
class GetBestsellingVideos(_Struct, frozen=True, kw_only=True):
    class Videos(_Struct, frozen=True, kw_only=True):
        class ProductInfos(_Struct, frozen=True, kw_only=True):
            product_id: _str | None = None
            product_name: _str | None = None
        rank: _int | None = None
        id: _str | None = None
        nick_name: _str | None = None
        gmv_range: _str | None = None
        views: _int | None = None
        likes: _int | None = None
        comments: _int | None = None
        shares: _int | None = None
        product_infos: _list[ProductInfos] | None = None
        publish_time: _int | None = None
        duration: _int | None = None
    videos: _list[Videos] | None = None
class GetShopLiveProductsPerformanceList(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Sales(_Struct, frozen=True, kw_only=True):
            class AvgPrice(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class DirectGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            avg_price: AvgPrice | None = None
            created_sku_orders: _int | None = None
            customers: _int | None = None
            direct_gmv: DirectGmv | None = None
            items_sold: _int | None = None
            main_orders: _int | None = None
            payment_rate: _str | None = None
            sku_orders: _int | None = None
        class Traffic(_Struct, frozen=True, kw_only=True):
            class ClickToOrderRate(_Struct, frozen=True, kw_only=True):
                main_order_ctor: _str | None = None
                sku_order_ctor: _str | None = None
            class Gpm(_Struct, frozen=True, kw_only=True):
                watch_gpm: _str | None = None
            add_to_cart_count: _int | None = None
            click_to_order_rate: ClickToOrderRate | None = None
            ctr: _str | None = None
            gpm: Gpm | None = None
            product_impressions: _int | None = None
            produt_clicks: _int | None = None
        id: _str | None = None
        name: _str | None = None
        sales: Sales | None = None
        traffic: Traffic | None = None
    products: _list[Products] | None = None
class GetShopProductPerformanceList(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class TotalPerformance(_Struct, frozen=True, kw_only=True):
            class Gmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Aov(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class GmvInclTax(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Tax(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class GrossMerchandiseValue(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ShippingFees(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Refunds(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            gmv: Gmv | None = None
            orders: _int | None = None
            sku_orders: _int | None = None
            items_sold: _int | None = None
            estimated_customers: _int | None = None
            aov: Aov | None = None
            product_impressions: _int | None = None
            product_clicks: _int | None = None
            ctr: _str | None = None
            add_cart_count: _int | None = None
            add_cart_rate: _str | None = None
            click_order_rate: _str | None = None
            unique_product_impressions: _int | None = None
            unique_clicks: _int | None = None
            unique_ctr: _str | None = None
            add_cart_users: _int | None = None
            unique_atc_rate: _str | None = None
            unique_click_order_rate: _str | None = None
            gmv_incl_tax: GmvInclTax | None = None
            tax: Tax | None = None
            gross_merchandise_value: GrossMerchandiseValue | None = None
            shipping_fees: ShippingFees | None = None
            refunds: Refunds | None = None
            refunded_items: _int | None = None
            refund_customers: _int | None = None
        class SellerLivePerformance(_Struct, frozen=True, kw_only=True):
            class AttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Aov(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            attributed_gmv: AttributedGmv | None = None
            attributed_orders: _int | None = None
            attributed_sku_orders: _int | None = None
            attributed_sold_items: _int | None = None
            estimated_customers: _int | None = None
            aov: Aov | None = None
            new_live_count: _int | None = None
            product_impressions: _int | None = None
            product_clicks: _int | None = None
            ctr: _str | None = None
            add_cart_count: _int | None = None
            add_cart_rate: _str | None = None
            click_order_rate: _str | None = None
            unique_product_impressions: _int | None = None
            unique_clicks: _int | None = None
            unique_ctr: _str | None = None
            add_cart_users: _int | None = None
            unique_atc_rate: _str | None = None
            unique_click_order_rate: _str | None = None
        class SellerVideoPerformance(_Struct, frozen=True, kw_only=True):
            class AttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Aov(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            attributed_gmv: AttributedGmv | None = None
            attributed_orders: _int | None = None
            attributed_sku_orders: _int | None = None
            attributed_sold_items: _int | None = None
            estimated_customers: _int | None = None
            aov: Aov | None = None
            new_video_count: _int | None = None
            product_impressions: _int | None = None
            product_clicks: _int | None = None
            ctr: _str | None = None
            add_cart_count: _int | None = None
            add_cart_rate: _str | None = None
            click_order_rate: _str | None = None
            unique_product_impressions: _int | None = None
            unique_clicks: _int | None = None
            unique_ctr: _str | None = None
            add_cart_users: _int | None = None
            unique_atc_rate: _str | None = None
            unique_click_order_rate: _str | None = None
        class SellerProductCardPerformance(_Struct, frozen=True, kw_only=True):
            class AttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Aov(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            attributed_gmv: AttributedGmv | None = None
            attributed_orders: _int | None = None
            attributed_sku_orders: _int | None = None
            attributed_sold_items: _int | None = None
            estimated_customers: _int | None = None
            aov: Aov | None = None
            product_impressions: _int | None = None
            product_clicks: _int | None = None
            ctr: _str | None = None
            add_cart_count: _int | None = None
            add_cart_rate: _str | None = None
            click_order_rate: _str | None = None
            unique_product_impressions: _int | None = None
            unique_clicks: _int | None = None
            unique_ctr: _str | None = None
            add_cart_users: _int | None = None
            unique_atc_rate: _str | None = None
            unique_click_order_rate: _str | None = None
        class AffiliateTotalPerformance(_Struct, frozen=True, kw_only=True):
            class AttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class Aov(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            attributed_gmv: AttributedGmv | None = None
            attributed_orders: _int | None = None
            attributed_sku_orders: _int | None = None
            attributed_sold_items: _int | None = None
            estimated_customers: _int | None = None
            aov: Aov | None = None
            avg_daily_creator_posted_content: _int | None = None
            product_impressions: _int | None = None
            product_clicks: _int | None = None
            ctr: _str | None = None
            add_cart_count: _int | None = None
            add_cart_rate: _str | None = None
            click_order_rate: _str | None = None
            unique_product_impressions: _int | None = None
            unique_clicks: _int | None = None
            unique_ctr: _str | None = None
            add_cart_users: _int | None = None
            unique_atc_rate: _str | None = None
            unique_click_order_rate: _str | None = None
        class AffiliateLivePerformance(_Struct, frozen=True, kw_only=True):
            class LiveAttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            live_attributed_gmv: LiveAttributedGmv | None = None
            new_live_count: _int | None = None
            product_impressions: _int | None = None
            product_clicks: _int | None = None
            ctr: _str | None = None
            add_cart_count: _int | None = None
            add_cart_rate: _str | None = None
            click_order_rate: _str | None = None
            unique_product_impressions: _int | None = None
            unique_clicks: _int | None = None
            unique_ctr: _str | None = None
            atc_users: _int | None = None
            unique_atc_rate: _str | None = None
            unique_click_order_rate: _str | None = None
        class AffiliateVideoPerformance(_Struct, frozen=True, kw_only=True):
            class AttributedVideoGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            attributed_video_gmv: AttributedVideoGmv | None = None
            new_video_count: _int | None = None
            product_impressions: _int | None = None
            product_clicks: _int | None = None
            ctr: _str | None = None
            add_cart_count: _int | None = None
            add_cart_rate: _str | None = None
            click_order_rate: _str | None = None
            unique_product_impressions: _int | None = None
            unique_clicks: _int | None = None
            unique_ctr: _str | None = None
            atc_users: _int | None = None
            unique_atc_rate: _str | None = None
            unique_click_order_rate: _str | None = None
        class ShopTabPerformance(_Struct, frozen=True, kw_only=True):
            class ShopTabGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            shop_tab_product_impressions: _int | None = None
            shop_tab_product_clicks: _int | None = None
            unique_shop_tab_product_clicks: _int | None = None
            estimated_shop_tab_customers: _int | None = None
            shop_tab_ctr: _str | None = None
            shop_tab_ctor_sku: _str | None = None
            shop_tab_gmv: ShopTabGmv | None = None
            shop_tab_sold_items: _int | None = None
        id: _str | None = None
        total_performance: TotalPerformance | None = None
        seller_live_performance: SellerLivePerformance | None = None
        seller_video_performance: SellerVideoPerformance | None = None
        seller_product_card_performance: SellerProductCardPerformance | None = None
        affiliate_total_performance: AffiliateTotalPerformance | None = None
        affiliate_live_performance: AffiliateLivePerformance | None = None
        affiliate_video_performance: AffiliateVideoPerformance | None = None
        shop_tab_performance: ShopTabPerformance | None = None
    products: _list[Products] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
    latest_available_date: _str | None = None
class GetShopVideoPerformanceList(_Struct, frozen=True, kw_only=True):
    class Videos(_Struct, frozen=True, kw_only=True):
        class AttributedGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class Creator(_Struct, frozen=True, kw_only=True):
            author_type: _str | None = None
            creator_country: _str | None = None
            creator_id: _str | None = None
            nick_name: _str | None = None
            open_id: _str | None = None
            user_name: _str | None = None
        class Gmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class Gpm(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class IndirectGmv(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class Products(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name: _str | None = None
        advertisable: _bool | None = None
        attributed_gmv: AttributedGmv | None = None
        avg_customers: _int | None = None
        click_through_rate: _str | None = None
        comments: _int | None = None
        creator: Creator | None = None
        ctor: _str | None = None
        duration: _int | None = None
        gmv: Gmv | None = None
        gpm: Gpm | None = None
        hash_tags: _list[_str] | None = None
        id: _str | None = None
        indirect_gmv: IndirectGmv | None = None
        items_sold: _int | None = None
        likes: _int | None = None
        new_followers: _int | None = None
        product_clicks: _int | None = None
        product_impressions: _int | None = None
        products: _list[Products] | None = None
        review_type: _str | None = None
        shares: _int | None = None
        sku_orders: _int | None = None
        title: _str | None = None
        username: _str | None = None
        v_to_l_clicks: _int | None = None
        v_to_l_rate: _str | None = None
        video_finish_rate: _str | None = None
        video_post_time: _str | None = None
        views: _int | None = None
    latest_available_date: _str | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
    videos: _list[Videos] | None = None
class GetSpsMetrics(_Struct, frozen=True, kw_only=True):
    class Metrics(_Struct, frozen=True, kw_only=True):
        class Benchmarks(_Struct, frozen=True, kw_only=True):
            excellent_threshold: _str | None = None
            poor_threshold: _str | None = None
        benchmarks: Benchmarks | None = None
        dimension: _str | None = None
        evaluate_duration_days: _int | None = None
        end_evaluation_time: _int | None = None
        start_evaluation_time: _int | None = None
        metric_code: _str | None = None
        metric_name: _str | None = None
        score: _str | None = None
        status: _str | None = None
        status_text: _str | None = None
        value: _str | None = None
        value_unit: _str | None = None
        top_reason_text: _str | None = None
    metrics: _list[Metrics] | None = None
class GetSpsMetricDiagnosis(_Struct, frozen=True, kw_only=True):
    class Benchmarks(_Struct, frozen=True, kw_only=True):
        excellent_threshold: _str | None = None
        poor_threshold: _str | None = None
    class CalculationRule(_Struct, frozen=True, kw_only=True):
        denominator_label: _str | None = None
        denominator_value: _str | None = None
        numerator_label: _str | None = None
        numerator_value: _str | None = None
    class DistributionDetails(_Struct, frozen=True, kw_only=True):
        count: _int | None = None
        name: _str | None = None
        percent: _str | None = None
    class Trend(_Struct, frozen=True, kw_only=True):
        class DataPoints(_Struct, frozen=True, kw_only=True):
            record_date: _str | None = None
            value: _str | None = None
        data_points: _list[DataPoints] | None = None
    class Analyses(_Struct, frozen=True, kw_only=True):
        summaries: _list[_str] | None = None
        details: _list[_str] | None = None
    benchmarks: Benchmarks | None = None
    calculation_rule: CalculationRule | None = None
    dimension: _str | None = None
    distribution_details: _list[DistributionDetails] | None = None
    evaluate_duration_days: _int | None = None
    end_evaluation_time: _int | None = None
    start_evaluation_time: _int | None = None
    metric_code: _Literal["NRR", "NBFR", "SFCR", "OTDR", "AHT", "IM_DSAT"] | _str | None = None
    score: _str | None = None
    status: _str | None = None
    status_text: _str | None = None
    trend: Trend | None = None
    value: _str | None = None
    value_unit: _str | None = None
    analyses: _list[Analyses] | None = None
class GetSpsMetricProblemDetails(_Struct, frozen=True, kw_only=True):
    class AhtProblemOrderItems(_Struct, frozen=True, kw_only=True):
        aftersales_type_name: _str | None = None
        approve_duration_hours: _str | None = None
        inspect_duration_hours: _str | None = None
        order_id: _str | None = None
        return_order_id: _str | None = None
        review_count: _int | None = None
        total_handle_duration_hours: _str | None = None
    class ImDsatChatItems(_Struct, frozen=True, kw_only=True):
        chat_duration_hours: _str | None = None
        chat_record_id: _str | None = None
        customer_name: _str | None = None
        customer_rating: _int | None = None
        first_reply_time: _int | None = None
        rating_reasons: _list[_str] | None = None
        service_agent: _str | None = None
    class NbfrProblemOrderItems(_Struct, frozen=True, kw_only=True):
        deliver_time: _int | None = None
        order_create_time: _int | None = None
        order_id: _str | None = None
        product_id: _str | None = None
        product_name: _str | None = None
        return_refund_reason: _str | None = None
        sku_id: _str | None = None
    class NrrProblemOrderItems(_Struct, frozen=True, kw_only=True):
        deliver_time: _int | None = None
        order_create_time: _int | None = None
        order_id: _str | None = None
        product_id: _str | None = None
        product_name: _str | None = None
        sku_id: _str | None = None
        user_review_rating: _int | None = None
    class OtdrProblemOrderItems(_Struct, frozen=True, kw_only=True):
        actual_deliver_time: _int | None = None
        expect_deliver_time: _int | None = None
        order_id: _str | None = None
        product_name: _str | None = None
        sku_id: _str | None = None
    class SfcrProblemOrderItems(_Struct, frozen=True, kw_only=True):
        cancellation_reasons: _list[_str] | None = None
        order_create_time: _int | None = None
        order_id: _str | None = None
        product_id: _str | None = None
        product_name: _str | None = None
        sku_id: _str | None = None
    aht_problem_order_items: _list[AhtProblemOrderItems] | None = None
    im_dsat_chat_items: _list[ImDsatChatItems] | None = None
    metric_code: _Literal["NRR", "NBFR", "SFCR", "OTDR", "AHT", "IM_DSAT"] | _str | None = None
    nbfr_problem_order_items: _list[NbfrProblemOrderItems] | None = None
    next_page_token: _str | None = None
    nrr_problem_order_items: _list[NrrProblemOrderItems] | None = None
    otdr_problem_order_items: _list[OtdrProblemOrderItems] | None = None
    sfcr_problem_order_items: _list[SfcrProblemOrderItems] | None = None
    total_count: _int | None = None
class GetSpsMetricTopItems(_Struct, frozen=True, kw_only=True):
    class AhtAftersalesTypeItems(_Struct, frozen=True, kw_only=True):
        handle_duration_hours: _str | None = None
        product_id: _str | None = None
        product_name: _str | None = None
        return_order_count: _int | None = None
        top_aftersales_type_name: _str | None = None
        top_type_order_count: _int | None = None
        image_url: _str | None = None
    class NbfrTopProductItems(_Struct, frozen=True, kw_only=True):
        product_id: _str | None = None
        product_name: _str | None = None
        return_order_count: _int | None = None
        top_reason_order_count: _int | None = None
        top_return_reasons: _list[_str] | None = None
        image_url: _str | None = None
    class NrrTopProductItems(_Struct, frozen=True, kw_only=True):
        delivered_order_count: _int | None = None
        image_url: _str | None = None
        negative_order_count: _int | None = None
        product_id: _str | None = None
        product_name: _str | None = None
        top_review_reasons: _list[_str] | None = None
    class OtdrLogisticsItems(_Struct, frozen=True, kw_only=True):
        delivered_order_count: _int | None = None
        logistics_provider: _str | None = None
        on_time_deliver_order_count: _int | None = None
        on_time_deliver_rate: _str | None = None
    aht_aftersales_type_items: _list[AhtAftersalesTypeItems] | None = None
    metric_code: _Literal["NRR", "NBFR", "OTDR", "AHT"] | _str | None = None
    nbfr_top_product_items: _list[NbfrTopProductItems] | None = None
    nrr_top_product_items: _list[NrrTopProductItems] | None = None
    otdr_logistics_items: _list[OtdrLogisticsItems] | None = None
    total_count: _int | None = None
class GetSpsOverview(_Struct, frozen=True, kw_only=True):
    class Benefits(_Struct, frozen=True, kw_only=True):
        benefit_name: _str | None = None
        is_unlocked: _bool | None = None
        unlock_score: _str | None = None
    class Dimensions(_Struct, frozen=True, kw_only=True):
        name: _str | None = None
        score: _str | None = None
        status: _str | None = None
        status_text: _str | None = None
        weight: _str | None = None
    class PrimaryCategory(_Struct, frozen=True, kw_only=True):
        category_id: _str | None = None
        category_name: _str | None = None
    class TopIssues(_Struct, frozen=True, kw_only=True):
        class Issues(_Struct, frozen=True, kw_only=True):
            description: _str | None = None
            evaluate_duration_days: _int | None = None
            end_evaluation_time: _int | None = None
            start_evaluation_time: _int | None = None
            metric_code: _str | None = None
            metric_name: _str | None = None
            percentile: _str | None = None
            rank: _int | None = None
        issues: _list[Issues] | None = None
        summary: _str | None = None
    benefits: _list[Benefits] | None = None
    dimensions: _list[Dimensions] | None = None
    evaluate_duration_days: _int | None = None
    end_evaluation_time: _int | None = None
    start_evaluation_time: _int | None = None
    peer_percentile: _str | None = None
    primary_category: PrimaryCategory | None = None
    sps_score: _str | None = None
    sps_tier: _str | None = None
    sps_tier_text: _str | None = None
    top_issues: TopIssues | None = None
    update_time: _int | None = None
class GetShopPerformance(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Breakdowns(_Struct, frozen=True, kw_only=True):
                class AffiliateProductCardAttributedGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class ContentBreakdown(_Struct, frozen=True, kw_only=True):
                    class Gmv(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    class IndirectGmv(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    channel: _Literal["CREATOR", "SELLER"] | _str | None = None
                    content_type: _Literal["LIVE", "VIDEO"] | _str | None = None
                    gmv: Gmv | None = None
                    indirect_gmv: IndirectGmv | None = None
                class SellerProductCardGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class ShopTabAndSearch(_Struct, frozen=True, kw_only=True):
                    class Others(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    class SearchAttributed(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    class ShopTabAttributed(_Amount, frozen=True, kw_only=True):
                        amount: _str | None = None
                        currency: _str | None = None
                    others: Others | None = None
                    search_attributed: SearchAttributed | None = None
                    shop_tab_attributed: ShopTabAttributed | None = None
                affiliate_product_card_attributed_gmv: AffiliateProductCardAttributedGmv | None = None
                content_breakdown: _list[ContentBreakdown] | None = None
                seller_product_card_gmv: SellerProductCardGmv | None = None
                shop_tab_and_search: ShopTabAndSearch | None = None
            class Sales(_Struct, frozen=True, kw_only=True):
                class AvgOrderValue(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class AvgSkuOrderValue(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class CreatorLiveAttributedGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class CreatorLiveGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class CreatorLiveIndirectGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class CreatorVideoAttributedGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class CreatorVideoGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class CreatorVideoIndirectGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class Gmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class GmvWithTax(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class GmvWithTiktokCoFunding(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class LiveAttributedGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class LiveGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class LiveIndirectGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class ProductCardAttributedGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class Refunds(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class SellerLiveAttributedGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class SellerLiveGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class SellerLiveIndirectGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class SellerVideoAttributedGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class SellerVideoGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class SellerVideoIndirectGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class ShippingFees(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class Tax(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class VideoAttributedGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class VideoGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                class VideoIndirectGmv(_Amount, frozen=True, kw_only=True):
                    amount: _str | None = None
                    currency: _str | None = None
                avg_order_value: AvgOrderValue | None = None
                avg_sku_order_value: AvgSkuOrderValue | None = None
                cancellations_and_returns: _int | None = None
                creator_live_attributed_gmv: CreatorLiveAttributedGmv | None = None
                creator_live_gmv: CreatorLiveGmv | None = None
                creator_live_indirect_gmv: CreatorLiveIndirectGmv | None = None
                creator_video_attributed_gmv: CreatorVideoAttributedGmv | None = None
                creator_video_gmv: CreatorVideoGmv | None = None
                creator_video_indirect_gmv: CreatorVideoIndirectGmv | None = None
                customers_count: _int | None = None
                gmv: Gmv | None = None
                gmv_with_tax: GmvWithTax | None = None
                gmv_with_tiktok_co_funding: GmvWithTiktokCoFunding | None = None
                items_sold: _int | None = None
                live_attributed_gmv: LiveAttributedGmv | None = None
                live_gmv: LiveGmv | None = None
                live_indirect_gmv: LiveIndirectGmv | None = None
                orders_count: _int | None = None
                product_card_attributed_gmv: ProductCardAttributedGmv | None = None
                refunds: Refunds | None = None
                seller_live_attributed_gmv: SellerLiveAttributedGmv | None = None
                seller_live_gmv: SellerLiveGmv | None = None
                seller_live_indirect_gmv: SellerLiveIndirectGmv | None = None
                seller_video_attributed_gmv: SellerVideoAttributedGmv | None = None
                seller_video_gmv: SellerVideoGmv | None = None
                seller_video_indirect_gmv: SellerVideoIndirectGmv | None = None
                shipping_fees: ShippingFees | None = None
                sku_orders_count: _int | None = None
                tax: Tax | None = None
                video_attributed_gmv: VideoAttributedGmv | None = None
                video_gmv: VideoGmv | None = None
                video_indirect_gmv: VideoIndirectGmv | None = None
            class Traffic(_Struct, frozen=True, kw_only=True):
                avg_conversation_rate: _str | None = None
                avg_page_views: _int | None = None
                avg_visitors: _int | None = None
                product_clicks: _int | None = None
                product_impressions: _int | None = None
                unique_clicks: _int | None = None
                unique_product_impressions: _int | None = None
            breakdowns: Breakdowns | None = None
            end_date: _str | None = None
            sales: Sales | None = None
            start_date: _str | None = None
            traffic: Traffic | None = None
        intervals: _list[Intervals] | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetShopLivePerformanceOverview(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class Intervals(_Struct, frozen=True, kw_only=True):
            class AvgLiveAuctionPrice(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class LiveAttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class LiveAuctionAttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class LiveGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class LiveIndirectGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ShowGpm(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            avg_live_auction_price: AvgLiveAuctionPrice | None = None
            avg_viewing_duration: _int | None = None
            ctor_sku_order: _str | None = None
            end_date: _str | None = None
            live_attributed_gmv: LiveAttributedGmv | None = None
            live_attributed_items_sold: _int | None = None
            live_attributed_sku_orders: _int | None = None
            live_auction_attributed_gmv: LiveAuctionAttributedGmv | None = None
            live_auction_attributed_items_sold: _int | None = None
            live_auction_attributed_sku_orders: _int | None = None
            live_ctr: _str | None = None
            live_gmv: LiveGmv | None = None
            live_indirect_gmv: LiveIndirectGmv | None = None
            show_gpm: ShowGpm | None = None
            start_date: _str | None = None
            views: _int | None = None
        intervals: _list[Intervals] | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
    updated_at: _str | None = None
class GetShopLivePerformanceList(_Struct, frozen=True, kw_only=True):
    class LiveStreamSessions(_Struct, frozen=True, kw_only=True):
        class Creator(_Struct, frozen=True, kw_only=True):
            author_type: _str | None = None
            creator_country: _str | None = None
            nick_name: _str | None = None
            open_id: _str | None = None
            user_name: _str | None = None
        class InteractionPerformance(_Struct, frozen=True, kw_only=True):
            comment_rate: _str | None = None
            comments: _int | None = None
            follow_rate: _str | None = None
            like_rate: _str | None = None
            likes: _int | None = None
            new_followers: _int | None = None
            share_rate: _str | None = None
            shares: _int | None = None
        class SalesPerformance(_Struct, frozen=True, kw_only=True):
            class Aov(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AvgLiveAuctionPrice(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class AvgPrice(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class GmvWithTiktokCoupons(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class LiveAttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class LiveAuctionAttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class LiveAuctionGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class LiveAuctionIndirectGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class LiveGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class LiveIndirectGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            aov: Aov | None = None
            attributed_customers: _int | None = None
            avg_live_auction_price: AvgLiveAuctionPrice | None = None
            avg_price: AvgPrice | None = None
            created_sku_orders: _int | None = None
            gmv_with_tiktok_coupons: GmvWithTiktokCoupons | None = None
            live_attributed_gmv: LiveAttributedGmv | None = None
            live_attributed_items_sold: _int | None = None
            live_attributed_orders: _int | None = None
            live_attributed_sku_orders: _int | None = None
            live_auction_attributed_gmv: LiveAuctionAttributedGmv | None = None
            live_auction_attributed_items_sold: _int | None = None
            live_auction_attributed_sku_orders: _int | None = None
            live_auction_gmv: LiveAuctionGmv | None = None
            live_auction_indirect_gmv: LiveAuctionIndirectGmv | None = None
            live_gmv: LiveGmv | None = None
            live_indirect_gmv: LiveIndirectGmv | None = None
            payment_rate: _str | None = None
            products_sold: _int | None = None
        class Traffic(_Struct, frozen=True, kw_only=True):
            class GmvPerHour(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ShowGpm(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class WatchGpm(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            acu: _int | None = None
            avg_viewing_duration: _int | None = None
            avg_viewing_duration_per_viewer: _int | None = None
            ctor: _str | None = None
            ctor_sku_order: _str | None = None
            ctr: _str | None = None
            gmv_per_hour: GmvPerHour | None = None
            impressions: _int | None = None
            impressions_per_hour: _int | None = None
            live_ctr: _str | None = None
            order_rate_sku_orders: _str | None = None
            over_1m_live_viewing_rate: _str | None = None
            over_1m_views: _int | None = None
            pcu: _int | None = None
            product_clicks: _int | None = None
            product_impressions: _int | None = None
            products_added: _int | None = None
            show_gpm: ShowGpm | None = None
            tap_through_rate: _str | None = None
            viewers: _int | None = None
            views: _int | None = None
            watch_gpm: WatchGpm | None = None
        creator: Creator | None = None
        end_time: _str | None = None
        id: _str | None = None
        interaction_performance: InteractionPerformance | None = None
        sales_performance: SalesPerformance | None = None
        start_time: _str | None = None
        title: _str | None = None
        traffic: Traffic | None = None
    latest_available_date: _str | None = None
    live_stream_sessions: _list[LiveStreamSessions] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
    updated_at: _str | None = None
class GetShopVideosPerformanceDetails(_Struct, frozen=True, kw_only=True):
    class Videos(_Struct, frozen=True, kw_only=True):
        class Error(_Struct, frozen=True, kw_only=True):
            code: _str | None = None
            message: _str | None = None
        class Performance(_Struct, frozen=True, kw_only=True):
            class Intervals(_Struct, frozen=True, kw_only=True):
                class Sales(_Struct, frozen=True, kw_only=True):
                    class Overall(_Struct, frozen=True, kw_only=True):
                        class Gmv(_Amount, frozen=True, kw_only=True):
                            amount: _str | None = None
                            currency: _str | None = None
                        class Gpm(_Amount, frozen=True, kw_only=True):
                            amount: _str | None = None
                            currency: _str | None = None
                        ctr: _str | None = None
                        customers: _int | None = None
                        gmv: Gmv | None = None
                        gpm: Gpm | None = None
                        items_sold: _int | None = None
                        product_clicks: _int | None = None
                        product_impressions: _int | None = None
                    overall: Overall | None = None
                class Traffic(_Struct, frozen=True, kw_only=True):
                    comments: _int | None = None
                    likes: _int | None = None
                    new_followers: _int | None = None
                    shares: _int | None = None
                    views: _int | None = None
                end_date: _str | None = None
                sales: Sales | None = None
                start_date: _str | None = None
                traffic: Traffic | None = None
            class ViewerProfile(_Struct, frozen=True, kw_only=True):
                class AgeDistribution(_Struct, frozen=True, kw_only=True):
                    age: _Literal["18-24", "25-34", "35-44", "45-54", "55+"] | _str | None = None
                    percentage: _str | None = None
                class CountryDistribution(_Struct, frozen=True, kw_only=True):
                    country_code: _str | None = None
                    percentage: _str | None = None
                class GenderDistribution(_Struct, frozen=True, kw_only=True):
                    gender: _Literal["MALE", "FEMALE"] | _str | None = None
                    percentage: _str | None = None
                age_distribution: _list[AgeDistribution] | None = None
                country_distribution: _list[CountryDistribution] | None = None
                gender_distribution: _list[GenderDistribution] | None = None
                type: _Literal["NEW_FOLLOWER", "VIEWERS"] | _str | None = None
            intervals: _list[Intervals] | None = None
            viewer_profile: _list[ViewerProfile] | None = None
        class Video(_Struct, frozen=True, kw_only=True):
            duration: _int | None = None
            id: _str | None = None
            play_url: _str | None = None
            thumbnail_url: _str | None = None
            title: _str | None = None
            username: _str | None = None
            video_post_time: _str | None = None
        error: Error | None = None
        performance: Performance | None = None
        video: Video | None = None
        video_id: _str | None = None
    latest_available_date: _str | None = None
    videos: _list[Videos] | None = None
class GetShopVideoPerformanceOverview(_Struct, frozen=True, kw_only=True):
    class Performance(_Struct, frozen=True, kw_only=True):
        class Intervals(_Struct, frozen=True, kw_only=True):
            class Gpm(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ShoppableVideoAttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class VideoAttributedGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class VideoGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class VideoIndirectGmv(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            avg_daily_customers: _int | None = None
            ctor_sku_order: _str | None = None
            ctr: _str | None = None
            end_date: _str | None = None
            gpm: Gpm | None = None
            product_clicks: _int | None = None
            product_impressions: _int | None = None
            shoppable_video_attributed_gmv: ShoppableVideoAttributedGmv | None = None
            start_date: _str | None = None
            today: _bool | None = None
            video_attributed_gmv: VideoAttributedGmv | None = None
            video_attributed_sku_orders: _int | None = None
            video_gmv: VideoGmv | None = None
            video_indirect_gmv: VideoIndirectGmv | None = None
            video_product_viewers: _int | None = None
            video_views: _int | None = None
        intervals: _list[Intervals] | None = None
    latest_available_date: _str | None = None
    performance: Performance | None = None
class GetAuthorizedShops(_Struct, frozen=True, kw_only=True):
    shops: _list[_models.AuthorizedShop] | None = None
class GetWidgetToken202312(_Struct, frozen=True, kw_only=True):
    class WidgetToken(_Struct, frozen=True, kw_only=True):
        expire_at: _int | None = None
        token: _str | None = None
    widget_token: WidgetToken | None = None
class GetWidgetToken(_Struct, frozen=True, kw_only=True):
    class WidgetToken(_Struct, frozen=True, kw_only=True):
        expire_at: _int | None = None
        token: _str | None = None
    widget_token: WidgetToken | None = None
class DeauthorizeShop(_Struct, frozen=True, kw_only=True):
    ...
class GetAuthorizedCategoryAssets(_Struct, frozen=True, kw_only=True):
    class CategoryAssets(_Struct, frozen=True, kw_only=True):
        class Category(_Struct, frozen=True, kw_only=True):
            id: _int | None = None
            name: _str | None = None
        category: Category | None = None
        cipher: _str | None = None
        target_market: _str | None = None
    category_assets: _list[CategoryAssets] | None = None
class CreateEngagementTask(_Struct, frozen=True, kw_only=True):
    task_id: _str | None = None
class GetMessageTemplates(_Struct, frozen=True, kw_only=True):
    class MessageTemplates(_Struct, frozen=True, kw_only=True):
        class CouponCardRules(_Struct, frozen=True, kw_only=True):
            coupon_type: _list[_Literal["REGULAR_ALL"] | _str] | None = None
            max_count: _int | None = None
            min_count: _int | None = None
        class ProductCardRules(_Struct, frozen=True, kw_only=True):
            max_count: _int | None = None
            min_count: _int | None = None
        coupon_card_rules: CouponCardRules | None = None
        id: _str | None = None
        message_body: _str | None = None
        message_title: _str | None = None
        product_card_rules: ProductCardRules | None = None
    message_templates: _list[MessageTemplates] | None = None
class SendEngagementMessage(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            buyer_email: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class GetEngagementTaskPerformances(_Struct, frozen=True, kw_only=True):
    class TaskPerformances(_Struct, frozen=True, kw_only=True):
        claimed_coupons_count: _int | None = None
        gmv_amount: _str | None = None
        id: _str | None = None
        order_count: _int | None = None
        read_recipient_count: _int | None = None
        sent_recipient_count: _int | None = None
        status: _Literal["SENDING", "FAILED", "CANCELED", "SUCCESS", "UNKNOWN", "DRAFT", "WAITING", "DELETED"] | _str | None = None
    task_performances: _list[TaskPerformances] | None = None
class GetCustomerTabVisibility(_Struct, frozen=True, kw_only=True):
    is_visible: _bool | None = None
class CreateCustomEngagementTask(_Struct, frozen=True, kw_only=True):
    task_id: _str | None = None
class GetEngagementFeaturePermissions(_Struct, frozen=True, kw_only=True):
    class Features(_Struct, frozen=True, kw_only=True):
        is_authorized: _bool | None = None
        name: _Literal["FUNDAMENTAL", "CUSTOM_MSG"] | _str | None = None
    features: _list[Features] | None = None
class GetAgentSettings(_Struct, frozen=True, kw_only=True):
    can_accept_chat: _bool | None = None
class UpdateAgentSettings(_Struct, frozen=True, kw_only=True):
    ...
class GetConversations(_Struct, frozen=True, kw_only=True):
    class Conversations(_Struct, frozen=True, kw_only=True):
        class LatestMessage(_Struct, frozen=True, kw_only=True):
            class Sender(_Struct, frozen=True, kw_only=True):
                avatar: _str | None = None
                im_user_id: _str | None = None
                nickname: _str | None = None
                role: _Literal["BUYER", "SHOP", "CUSTOMER_SERVICE", "SYSTEM", "ROBOT"] | _str | None = None
            content: _str | None = None
            create_time: _int | None = None
            id: _str | None = None
            index: _str | None = None
            is_visible: _bool | None = None
            sender: Sender | None = None
            type: _Literal["TEXT", "IMAGE", "ALLOCATED_SERVICE", "NOTIFICATION", "BUYER_ENTER_FROM_TRANSFER", "BUYER_ENTER_FROM_PRODUCT", "BUYER_ENTER_FROM_ORDER", "PRODUCT_CARD", "EMOTICONS", "ORDER_CARD", "VIDEO", "RETURN_REFUND_CARD", "COUPON_CARD", "OTHER"] | _str | None = None
        class Participants(_Struct, frozen=True, kw_only=True):
            avatar: _str | None = None
            buyer_platform: _Literal["TIKTOK_SHOP", "TOKOPEDIA"] | _str | None = None
            im_user_id: _str | None = None
            nickname: _str | None = None
            role: _Literal["BUYER", "SHOP", "CUSTOMER_SERVICE"] | _str | None = None
            user_id: _str | None = None
        class CurSession(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            phase: _Literal["AUTO_REPLY", "QUEUED", "ASSIGNED"] | _str | None = None
        can_send_message: _bool | None = None
        create_time: _int | None = None
        id: _str | None = None
        latest_message: LatestMessage | None = None
        participant_count: _int | None = None
        participants: _list[Participants] | None = None
        unread_count: _int | None = None
        cur_session_id: _str | None = None
        cur_session: CurSession | None = None
    conversations: _list[Conversations] | None = None
    next_page_token: _str | None = None
class CreateConversation(_Struct, frozen=True, kw_only=True):
    conversation_id: _str | None = None
class GetConversationMessages(_Struct, frozen=True, kw_only=True):
    class Messages(_Struct, frozen=True, kw_only=True):
        class Sender(_Struct, frozen=True, kw_only=True):
            avatar: _str | None = None
            im_user_id: _str | None = None
            nickname: _str | None = None
            role: _Literal["BUYER", "SHOP", "CUSTOMER_SERVICE", "SYSTEM", "ROBOT"] | _str | None = None
        content: _str | None = None
        create_time: _int | None = None
        data: _str | None = None
        id: _str | None = None
        index: _str | None = None
        is_visible: _bool | None = None
        sender: Sender | None = None
        type: _Literal["TEXT", "IMAGE", "ALLOCATED_SERVICE", "NOTIFICATION", "BUYER_ENTER_FROM_TRANSFER", "BUYER_ENTER_FROM_PRODUCT", "BUYER_ENTER_FROM_ORDER", "PRODUCT_CARD", "EMOTICONS", "ORDER_CARD", "VIDEO", "RETURN_REFUND_CARD", "COUPON_CARD", "LOGISTICS_CARD", "OTHER"] | _str | None = None
        plaintext: _str | None = None
    messages: _list[Messages] | None = None
    next_page_token: _str | None = None
    unsupported_msg_tips: _str | None = None
class SendMessage202309(_Struct, frozen=True, kw_only=True):
    message_id: _str | None = None
class MarkBuyerMessagesAsRead(_Struct, frozen=True, kw_only=True):
    ...
class UploadImageForBuyerMessages(_Struct, frozen=True, kw_only=True):
    height: _int | None = None
    url: _str | None = None
    width: _int | None = None
class GetCustomerServicePerformance(_Struct, frozen=True, kw_only=True):
    class Performance(_Amounts, frozen=True, kw_only=True):
        response_percentage: _str | None = None
        response_time_mins: _str | None = None
        satisfaction_percentage: _str | None = None
        support_session_count: _int | None = None
        conversion_rate: _str | None = None
        cs_guided_gmv: _str | None = None
        currency: _str | None = None
    performance: Performance | None = None
class GetConversation(_Struct, frozen=True, kw_only=True):
    class Conversation(_Struct, frozen=True, kw_only=True):
        class Participants(_Struct, frozen=True, kw_only=True):
            avatar: _str | None = None
            im_user_id: _str | None = None
            nickname: _str | None = None
            platform: _Literal["TIKTOK_SHOP", "TOKOPEDIA"] | _str | None = None
            role: _Literal["BUYER", "SHOP", "CUSTOMER_SERVICE"] | _str | None = None
            user_id: _str | None = None
        class CurSession(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            phase: _Literal["AUTO_REPLY", "QUEUED", "ASSIGNED"] | _str | None = None
        create_time: _int | None = None
        id: _str | None = None
        participant_count: _int | None = None
        participants: _list[Participants] | None = None
        unread_count: _int | None = None
        cur_session_id: _str | None = None
        cur_session: CurSession | None = None
    conversation: Conversation | None = None
class SearchSessions(_Struct, frozen=True, kw_only=True):
    class Sessions(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        conversation_id: _str | None = None
        begin_time: _int | None = None
        end_time: _int | None = None
        buyer_nickname: _str | None = None
        chat_tags: _list[_str] | None = None
        satisfaction_score: _int | None = None
        dissatisfaction_reason: _str | None = None
        first_response_late: _bool | None = None
        first_response_time: _int | None = None
    next_page_token: _str | None = None
    sessions: _list[Sessions] | None = None
class EndSession(_Struct, frozen=True, kw_only=True):
    ...
class SendMessage(_Struct, frozen=True, kw_only=True):
    message_id: _str | None = None
class OrderStatusDataExchange(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            class ExtraErrors(_Struct, frozen=True, kw_only=True):
                code: _str | None = None
                message: _str | None = None
            channel_order_id: _str | None = None
            channel_type: _str | None = None
            extra_errors: _list[ExtraErrors] | None = None
            order_id: _str | None = None
        code: _str | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class QualityFactoryOrderDataImportApi202310(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            class ExtraErrors(_Struct, frozen=True, kw_only=True):
                code: _str | None = None
                message: _str | None = None
            channel_order_id: _str | None = None
            channel_type: _str | None = None
            extra_errors: _list[ExtraErrors] | None = None
            order_id: _str | None = None
        code: _str | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class QualityFactoryOrderDataImportApi(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            class ExtraErrors(_Struct, frozen=True, kw_only=True):
                code: _str | None = None
                message: _str | None = None
            channel_order_id: _str | None = None
            channel_type: _str | None = None
            extra_errors: _list[ExtraErrors] | None = None
            order_id: _str | None = None
        code: _str | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class UpdatePrescriptionStatus(_Struct, frozen=True, kw_only=True):
    ...
class GetPharmacies(_Struct, frozen=True, kw_only=True):
    class Pharmacies(_Struct, frozen=True, kw_only=True):
        class OperationHours(_Struct, frozen=True, kw_only=True):
            close_time: _str | None = None
            days: _list[_Literal["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] | _str] | None = None
            open_time: _str | None = None
        class Pharmacist(_Struct, frozen=True, kw_only=True):
            name: _str | None = None
            practice_license_expire_time: _int | None = None
            practice_license_number: _str | None = None
        license_expire_time: _int | None = None
        license_number: _str | None = None
        operation_hours: _list[OperationHours] | None = None
        pharmacist: Pharmacist | None = None
        warehouse_id: _str | None = None
    next_page_token: _str | None = None
    pharmacies: _list[Pharmacies] | None = None
    total_count: _int | None = None
class UpdatePharmacies(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            warehouse_id: _str | None = None
        code: _str | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class UpdatePrescriptionRequirement(_Struct, frozen=True, kw_only=True):
    ...
class GetConsultationProvider(_Struct, frozen=True, kw_only=True):
    class ConsultationProvider(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
    consultation_provider: ConsultationProvider | None = None
class DeleteWebhookForAnEvent(_Struct, frozen=True, kw_only=True):
    ...
class GetShopWebhooks(_Struct, frozen=True, kw_only=True):
    class Webhooks(_Struct, frozen=True, kw_only=True):
        address: _str | None = None
        create_time: _int | None = None
        event_type: _Literal["ORDER_STATUS_CHANGE", "RECIPIENT_ADDRESS_UPDATE", "PACKAGE_UPDATE", "PRODUCT_STATUS_CHANGE", "SELLER_DEAUTHORIZATION", "UPCOMING_AUTHORIZATION_EXPIRATION", "CANCELLATION_STATUS_CHANGE", "RETURN_STATUS_CHANGE", "NEW_CONVERSATION", "NEW_MESSAGE", "PRODUCT_INFORMATION_CHANGE", "PRODUCT_CREATION", "PRODUCT_CATEGORY_CHANGE", "NEW_MESSAGE_LISTENER", "INVOICE_STATUS_CHANGE", "PRODUCT_AUDIT_STATUS_CHANGE", "REVERSE_STATUS_UPDATE"] | _str | None = None
        update_time: _int | None = None
    total_count: _int | None = None
    webhooks: _list[Webhooks] | None = None
class UpdateShopWebhook(_Struct, frozen=True, kw_only=True):
    ...
class SearchFbtInventory(_Struct, frozen=True, kw_only=True):
    class Inventory(_Struct, frozen=True, kw_only=True):
        class Goods(_Struct, frozen=True, kw_only=True):
            class Skus(_Struct, frozen=True, kw_only=True):
                class OnHandDetail(_Struct, frozen=True, kw_only=True):
                    available_quantity: _int | None = None
                    reserved_quantity: _int | None = None
                    total_quantity: _int | None = None
                id: _str | None = None
                on_hand_detail: OnHandDetail | None = None
            id: _str | None = None
            name: _str | None = None
            reference_code: _str | None = None
            skus: _list[Skus] | None = None
        class OnHandDetail(_Struct, frozen=True, kw_only=True):
            available_quantity: _int | None = None
            reserved_quantity: _int | None = None
            total_quantity: _int | None = None
            unfulfillable_quantity: _int | None = None
        fbt_warehouse_id: _str | None = None
        goods: Goods | None = None
        in_transit_quantity: _int | None = None
        on_hand_detail: OnHandDetail | None = None
    inventory: _list[Inventory] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GetFbtWarehouseList(_Struct, frozen=True, kw_only=True):
    class Warehouses(_Struct, frozen=True, kw_only=True):
        class Addresses(_Struct, frozen=True, kw_only=True):
            address_line_1: _str | None = None
            address_line_2: _str | None = None
            address_line_3: _str | None = None
            city: _str | None = None
            district: _str | None = None
            postal_code: _str | None = None
            region_code: _str | None = None
            state: _str | None = None
        class LogisticsServices(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name: _str | None = None
            subscribed: _bool | None = None
        addresses: _list[Addresses] | None = None
        fbt_warehouse_id: _str | None = None
        logistics_services: _list[LogisticsServices] | None = None
        name: _str | None = None
        subscribed: _bool | None = None
        type: _Literal["PLATFORM_WAREHOUSE", "OTHER_WAREHOUSE"] | _str | None = None
        warehouse_ids: _list[_str] | None = None
    warehouses: _list[Warehouses] | None = None
class SearchGoodsInfo202409(_Struct, frozen=True, kw_only=True):
    class Goods(_Struct, frozen=True, kw_only=True):
        class Barcodes(_Struct, frozen=True, kw_only=True):
            code: _str | None = None
            type: _Literal["UPC", "EAN", "GTIN", "ASIN OR FNSKU", "MERCHANT SKU ID", "FBT SPECIFIC BARCODE"] | _str | None = None
        class LotExpirationInfo(_Struct, frozen=True, kw_only=True):
            class Addresses(_Struct, frozen=True, kw_only=True):
                address_line_1: _str | None = None
                address_line_2: _str | None = None
                address_line_3: _str | None = None
                city: _str | None = None
                district: _str | None = None
                name: _str | None = None
                phone_number: _str | None = None
                postal_code: _str | None = None
                region_code: _str | None = None
                state: _str | None = None
            addresses: Addresses | None = None
            expiration_alert_days: _int | None = None
            handling_method: _Literal["TURN_INTO_DEFECTIVE_INVENTORY", "RETURN_TO_SUPPLIER", "DISPOSE"] | _str | None = None
            inbound_cutoff_days: _int | None = None
            is_expiration_management: _bool | None = None
            is_lot_control: _bool | None = None
            return_cycle: _Literal["ONCE_A_WEEK", "ONCE_A_MONTH", "ONCE_A_QUARTER"] | _str | None = None
            sales_cutoff_days: _int | None = None
            shelf_life_days: _int | None = None
        class MerchantDeclarationInfo(_Struct, frozen=True, kw_only=True):
            class Dimension(_Struct, frozen=True, kw_only=True):
                height: _str | None = None
                length: _str | None = None
                unit: _Literal["MILLIMETER", "CENTIMETER", "METER", "FOOT", "INCH", "MICROMETER"] | _str | None = None
                width: _str | None = None
            class Weight(_Struct, frozen=True, kw_only=True):
                unit: _Literal["MILLIGRAM", "GRAM", "KILOGRAM", "POUND", "OUNCE"] | _str | None = None
                value: _str | None = None
            dimension: Dimension | None = None
            weight: Weight | None = None
        class Skus(_Struct, frozen=True, kw_only=True):
            class Product(_Struct, frozen=True, kw_only=True):
                id: _str | None = None
                image_url: _str | None = None
                name: _str | None = None
            id: _str | None = None
            image_url: _str | None = None
            matched: _bool | None = None
            name: _str | None = None
            product: Product | None = None
            regions: _list[_str] | None = None
        class WarehouseConfirmationInfo(_Struct, frozen=True, kw_only=True):
            class Dimension(_Struct, frozen=True, kw_only=True):
                height: _str | None = None
                length: _str | None = None
                unit: _Literal["MILLIMETER", "CENTIMETER", "METER", "FOOT", "INCH", "MICRO"] | _str | None = None
                width: _str | None = None
            class Weight(_Struct, frozen=True, kw_only=True):
                unit: _Literal["MILLIGRAM", "GRAM", "KILOGRAM", "POUND", "OUNCE"] | _str | None = None
                value: _str | None = None
            dimension: Dimension | None = None
            weight: Weight | None = None
        barcodes: _list[Barcodes] | None = None
        id: _str | None = None
        image_url: _str | None = None
        lot_expiration_info: LotExpirationInfo | None = None
        merchant_declaration_info: MerchantDeclarationInfo | None = None
        name: _str | None = None
        reference_code: _str | None = None
        skus: _list[Skus] | None = None
        warehouse_confirmation_info: WarehouseConfirmationInfo | None = None
    goods: _list[Goods] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GetFbtInboundOrderDetails202409(_Struct, frozen=True, kw_only=True):
    class InboundOrders(_Struct, frozen=True, kw_only=True):
        class Carriers(_Struct, frozen=True, kw_only=True):
            carrier_name: _str | None = None
            tracking_number: _str | None = None
        class Merchant(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name: _str | None = None
        class OrderOperationLogs(_Struct, frozen=True, kw_only=True):
            operate_time: _int | None = None
            order_status: _Literal["WORKING", "READY_TO_SHIP", "TO_BE_RECEIVED", "ARRIVED_HUB", "INTERNAL_TRANSFER", "RECEIVING", "PARTIALLY_RECEIVED", "RECEIVED", "CANCELLED", "DELIVERED"] | _str | None = None
        class PlannedGoods(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name: _str | None = None
            quantity: _int | None = None
            reference_code: _str | None = None
            sku_ids: _list[_str] | None = None
        class ReceivedBatches(_Struct, frozen=True, kw_only=True):
            defective_quantity: _int | None = None
            goods_id: _str | None = None
            id: _str | None = None
            normal_quantity: _int | None = None
            product_ids: _list[_str] | None = None
            sku_ids: _list[_str] | None = None
            total_quantity: _int | None = None
        class Warehouse(_Struct, frozen=True, kw_only=True):
            fbt_warehouse_id: _str | None = None
            name: _str | None = None
            type: _Literal["PLATFORM_WAREHOUSE"] | _str | None = None
            warehouse_ids: _list[_str] | None = None
        actual_arrive_time: _int | None = None
        carriers: _list[Carriers] | None = None
        create_time: _int | None = None
        expect_arrive_time: _int | None = None
        id: _str | None = None
        merchant: Merchant | None = None
        order_operation_logs: _list[OrderOperationLogs] | None = None
        planned_goods: _list[PlannedGoods] | None = None
        received_batches: _list[ReceivedBatches] | None = None
        ship_time: _int | None = None
        type: _Literal["REPLENISHMENT"] | _str | None = None
        warehouse: Warehouse | None = None
    inbound_orders: _list[InboundOrders] | None = None
class GetFbtMerchantOnboardedRegions(_Struct, frozen=True, kw_only=True):
    class OnboardedRegions(_Struct, frozen=True, kw_only=True):
        region_code: _str | None = None
    onboarded_regions: _list[OnboardedRegions] | None = None
class SearchFbtInventoryRecord(_Struct, frozen=True, kw_only=True):
    class InventoryRecords(_Struct, frozen=True, kw_only=True):
        class Goods(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name: _str | None = None
            reference_code: _str | None = None
        class Order(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            type: _Literal["INBOUND_ORDER", "RETURN_TO_SUPPLIER_ORDER", "DISPOSAL", "INVENTORY_STATUS_ADJUSTMENT_ORDER", "CONSIGN_ORDER", "INVENTORY_COUNT_ORDER", "FAILED_DELIVERY", "CUSTOMER_RETURN", "INVENTORY_QUANTITY_ADJUSTMENT_ORDER", "INVENTORY_TRANSFER_ORDER"] | _str | None = None
        changed_quantity: _int | None = None
        create_time: _int | None = None
        fbt_warehouse_id: _str | None = None
        final_on_hand_quantity: _int | None = None
        goods: Goods | None = None
        initial_on_hand_quantity: _int | None = None
        inventory_goods_type: _Literal["NORMAL", "DEFECTIVE"] | _str | None = None
        order: Order | None = None
    inventory_records: _list[InventoryRecords] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class QueryGoodsInventoryForMcf(_Struct, frozen=True, kw_only=True):
    class GoodsInventoryList(_Struct, frozen=True, kw_only=True):
        available_qty: _int | None = None
        goods_id: _str | None = None
    goods_inventory_list: _list[GoodsInventoryList] | None = None
class GetFbtMcfOrderStatus(_Struct, frozen=True, kw_only=True):
    class McfOrder(_Struct, frozen=True, kw_only=True):
        class ConsignOrders(_Struct, frozen=True, kw_only=True):
            class Goods(_Struct, frozen=True, kw_only=True):
                id: _str | None = None
                quantity: _int | None = None
            class ShippingProvider(_Struct, frozen=True, kw_only=True):
                id: _str | None = None
                name: _str | None = None
            carrier: _str | None = None
            goods: _list[Goods] | None = None
            id: _str | None = None
            is_platform_closed: _bool | None = None
            issue: _str | None = None
            shipping_provider: ShippingProvider | None = None
            status: _Literal["PENDING", "HANDLE_BY_WAREHOUSE", "SHIPPED", "HANDOVER", "CLOSED", "LOST", "DAMAGE", "COMPLETED", "ABNORMAL", "RETURNED", "SCRAP", "UNKNOWN"] | _str | None = None
            tracking_number: _str | None = None
        consign_orders: _list[ConsignOrders] | None = None
        create_time: _int | None = None
        external_order_id: _str | None = None
        mcf_order_id: _str | None = None
    mcf_order: McfOrder | None = None
class CreateFbtMcfOrder202601(_Struct, frozen=True, kw_only=True):
    class McfOrder(_Struct, frozen=True, kw_only=True):
        create_time: _int | None = None
        external_order_id: _str | None = None
        mcf_order_id: _str | None = None
    mcf_order: McfOrder | None = None
class CancelFbtMcfOrder(_Struct, frozen=True, kw_only=True):
    class McfOrder(_Struct, frozen=True, kw_only=True):
        class ConsignOrders(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            status: _str | None = None
        consign_orders: _list[ConsignOrders] | None = None
        external_order_id: _str | None = None
        mcf_order_id: _str | None = None
    mcf_order: McfOrder | None = None
class GetFbtMerchantMcfStatus(_Struct, frozen=True, kw_only=True):
    class McfStatus(_Struct, frozen=True, kw_only=True):
        is_mcf: _int | None = None
    mcf_status: McfStatus | None = None
class CreateOrUpdateInboundPlan(_Struct, frozen=True, kw_only=True):
    class InboundPlan(_Struct, frozen=True, kw_only=True):
        plan_id: _str | None = None
    inbound_plan: InboundPlan | None = None
class GetInboundMethodDetail(_Struct, frozen=True, kw_only=True):
    class Info(_Struct, frozen=True, kw_only=True):
        class AllocationShipments(_Struct, frozen=True, kw_only=True):
            class GoodsItems(_Struct, frozen=True, kw_only=True):
                goods_id: _str | None = None
                quantity: _int | None = None
            class Cartons(_Struct, frozen=True, kw_only=True):
                class Items(_Struct, frozen=True, kw_only=True):
                    goods_id: _str | None = None
                    quantity: _int | None = None
                    lot_code: _str | None = None
                    expiration_timestamp: _str | None = None
                class BoxMeasurements(_Struct, frozen=True, kw_only=True):
                    weight: _str | None = None
                    weight_unit: _Literal["KILOGRAM", "GRAM", "MILLIGRAM", "POUNDS", "OUNCE"] | _str | None = None
                    width: _str | None = None
                    height: _str | None = None
                    length: _str | None = None
                    length_unit: _Literal["METER", "CENTIMETER", "MILLIMETER", "FOOT", "MICRON", "INCH"] | _str | None = None
                carton_type: _Literal["SINGLE_SKU", "MULTI_SKU"] | _str | None = None
                items: _list[Items] | None = None
                quantity: _int | None = None
                carton_nums: _list[_str] | None = None
                box_measurements: BoxMeasurements | None = None
            class ShipmentOptions(_Struct, frozen=True, kw_only=True):
                shipping_method: _str | None = None
            warehouse_id: _str | None = None
            goods_items: _list[GoodsItems] | None = None
            cartons: _list[Cartons] | None = None
            shipment_options: _list[ShipmentOptions] | None = None
        class PlacementFeeEstimate(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _Literal["USD", "CNY", "EUR", "GBP", "SAR"] | _str | None = None
        allocation_shipments: _list[AllocationShipments] | None = None
        placement_option_id: _str | None = None
        placement_fee_estimate: PlacementFeeEstimate | None = None
    info: _list[Info] | None = None
    placement_task_status: _Literal["Executing", "Succeed", "Failed"] | _str | None = None
    expiration_timestamp: _str | None = None
class GetFbtInboundOrderDetails(_Struct, frozen=True, kw_only=True):
    class InboundOrders(_Struct, frozen=True, kw_only=True):
        class Merchant(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name: _str | None = None
        class Warehouse(_Struct, frozen=True, kw_only=True):
            fbt_warehouse_id: _str | None = None
            business_warehouse_ids: _list[_str] | None = None
            name: _str | None = None
            type: _Literal["HUB", "FC"] | _str | None = None
        class StatusLogs(_Struct, frozen=True, kw_only=True):
            operate_time: _int | None = None
            new_status: _Literal["WORKING", "READY_TO_SHIP", "TO_BE_RECEIVED", "ARRIVED_HUB", "INTERNAL_TRANSFER", "RECEIVING", "PARTIALLY_RECEIVED", "RECEIVED", "CANCELLED", "DELIVERED"] | _str | None = None
            previous_status: _Literal["WORKING", "READY_TO_SHIP", "TO_BE_RECEIVED", "ARRIVED_HUB", "INTERNAL_TRANSFER", "RECEIVING", "PARTIALLY_RECEIVED", "RECEIVED", "CANCELLED", "DELIVERED"] | _str | None = None
            operator: _str | None = None
        class LogisticInfoList(_Struct, frozen=True, kw_only=True):
            provider_name: _Literal["FEDEX", "UPS", "DHL", "USPS", "OTHER"] | _str | None = None
            waybill_number: _str | None = None
            related_number: _str | None = None
        class CartonDetails(_Struct, frozen=True, kw_only=True):
            class BoxMeasurements(_Struct, frozen=True, kw_only=True):
                weight: _str | None = None
                weight_unit: _Literal["KILOGRAM", "GRAM", "MILLIGRAM", "POUNDS", "OUNCE"] | _str | None = None
                width: _str | None = None
                height: _str | None = None
                length: _str | None = None
                length_unit: _Literal["METER", "CENTIMETER", "MILLIMETER", "FOOT", "MICRON", "INCH"] | _str | None = None
            class Items(_Struct, frozen=True, kw_only=True):
                goods_id: _str | None = None
                quantity: _int | None = None
            carton_no: _str | None = None
            carton_type: _Literal["SINGLE_SKU", "MULTI_SKU"] | _str | None = None
            box_measurements: BoxMeasurements | None = None
            items: _list[Items] | None = None
        class InboundGoodsLotReceiveItemDetails(_Struct, frozen=True, kw_only=True):
            goods_id: _str | None = None
            lot_code: _str | None = None
            expiration_time: _int | None = None
            planned_count: _int | None = None
            normal_received_count: _int | None = None
            defective_received_count: _int | None = None
            total_received_count: _int | None = None
        order_id: _str | None = None
        order_id_string: _str | None = None
        order_plan_id: _str | None = None
        merchant: Merchant | None = None
        create_time: _int | None = None
        ship_time: _int | None = None
        expected_arrival_time: _int | None = None
        actual_arrival_time: _int | None = None
        warehouse: Warehouse | None = None
        status_logs: _list[StatusLogs] | None = None
        logistic_info_list: _list[LogisticInfoList] | None = None
        carton_details: _list[CartonDetails] | None = None
        inbound_goods_lot_receive_item_details: _list[InboundGoodsLotReceiveItemDetails] | None = None
    inbound_orders: _list[InboundOrders] | None = None
class CancelInboundOrder(_Struct, frozen=True, kw_only=True):
    ...
class PrintInboundOrderLabels(_Struct, frozen=True, kw_only=True):
    download_url: _str | None = None
    task_status: _str | None = None
class UpdateInboundOrderTracking(_Struct, frozen=True, kw_only=True):
    ...
class ListAvailableInboundMethods(_Struct, frozen=True, kw_only=True):
    class AvailableInboundMethodList(_Struct, frozen=True, kw_only=True):
        class AvailableTimeWindowList(_Struct, frozen=True, kw_only=True):
            start_timestamp: _str | None = None
            end_timestamp: _str | None = None
        class WarehouseList(_Struct, frozen=True, kw_only=True):
            warehouse_name: _str | None = None
            warehouse_id: _str | None = None
        class PlacementFeeEstimate(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        inbound_method: _str | None = None
        available_time_window_list: _list[AvailableTimeWindowList] | None = None
        warehouse_list: _list[WarehouseList] | None = None
        placement_fee_estimate: PlacementFeeEstimate | None = None
    available_inbound_method_list: _list[AvailableInboundMethodList] | None = None
class ConfirmInboundMethod(_Struct, frozen=True, kw_only=True):
    inbound_order_ids: _list[_str] | None = None
class SearchGoodsHazmatAndExpirationInfo(_Struct, frozen=True, kw_only=True):
    class HazmatAndExpirationInfo(_Struct, frozen=True, kw_only=True):
        class HazmatAndExpirationDtoList(_Struct, frozen=True, kw_only=True):
            class ExpBaseInfo(_Struct, frozen=True, kw_only=True):
                inbound_cutoff_days: _int | None = None
                expiration_alert_days: _int | None = None
                sales_cutoff_days: _int | None = None
            tts_sku_id: _str | None = None
            is_hazmat: _bool | None = None
            is_lot_code: _bool | None = None
            is_expiration_management: _bool | None = None
            exp_base_info: ExpBaseInfo | None = None
        hazmat_and_expiration_dto_list: _list[HazmatAndExpirationDtoList] | None = None
    hazmat_and_expiration_info: HazmatAndExpirationInfo | None = None
class UpdateGoodsSkuRelations(_Struct, frozen=True, kw_only=True):
    class OperateGoodsSkuRelationInfo(_Struct, frozen=True, kw_only=True):
        class OperateResultList(_Struct, frozen=True, kw_only=True):
            tts_goods_id: _str | None = None
            tts_sku_id: _str | None = None
            is_success: _bool | None = None
            fail_reason: _str | None = None
        operate_result_list: _list[OperateResultList] | None = None
    operate_goods_sku_relation_info: OperateGoodsSkuRelationInfo | None = None
class ShipInboundOrder(_Struct, frozen=True, kw_only=True):
    inbound_order_id: _str | None = None
class CreateFbtGoods(_Struct, frozen=True, kw_only=True):
    class CreateResultInfo(_Struct, frozen=True, kw_only=True):
        class CreateResultList(_Struct, frozen=True, kw_only=True):
            tts_sku_id: _str | None = None
            is_success: _bool | None = None
            tts_goods_id: _str | None = None
            fail_reason: _str | None = None
        create_result_list: _list[CreateResultList] | None = None
    create_result_info: CreateResultInfo | None = None
class SearchGoodsInfo(_Struct, frozen=True, kw_only=True):
    class Goods(_Struct, frozen=True, kw_only=True):
        class Barcodes(_Struct, frozen=True, kw_only=True):
            code: _str | None = None
            type: _Literal["UPC", "EAN", "GTIN", "ASIN_OR_FNSKU", "MERCHANT_SKU_ID", "FBT_SPECIFIC_BARCODE"] | _str | None = None
        class MerchantDeclarationInfo(_Struct, frozen=True, kw_only=True):
            class Weight(_Struct, frozen=True, kw_only=True):
                value: _str | None = None
                unit: _Literal["MILLIGRAM", "GRAM", "KILOGRAM", "POUND", "OUNCE"] | _str | None = None
            class Dimension(_Struct, frozen=True, kw_only=True):
                width: _str | None = None
                length: _str | None = None
                height: _str | None = None
                unit: _Literal["MILLIMETER", "CENTIMETER", "METER", "FOOT", "INCH", "MICROMETER"] | _str | None = None
            weight: Weight | None = None
            dimension: Dimension | None = None
        class WarehouseConfirmationInfo(_Struct, frozen=True, kw_only=True):
            class Weight(_Struct, frozen=True, kw_only=True):
                value: _str | None = None
                unit: _Literal["MILLIGRAM", "GRAM", "KILOGRAM", "POUND", "OUNCE"] | _str | None = None
            class Dimension(_Struct, frozen=True, kw_only=True):
                width: _str | None = None
                length: _str | None = None
                height: _str | None = None
                unit: _Literal["MILLIMETER", "CENTIMETER", "METER", "FOOT", "INCH", "MICRO"] | _str | None = None
            weight: Weight | None = None
            dimension: Dimension | None = None
        class Skus(_Struct, frozen=True, kw_only=True):
            class Product(_Struct, frozen=True, kw_only=True):
                id: _str | None = None
                name: _str | None = None
                image_url: _str | None = None
            id: _str | None = None
            name: _str | None = None
            image_url: _str | None = None
            product: Product | None = None
            regions: _list[_str] | None = None
            matched: _bool | None = None
        class LotExpirationInfo(_Struct, frozen=True, kw_only=True):
            is_lot_control: _bool | None = None
            is_expiration_management: _bool | None = None
            shelf_life_days: _int | None = None
            inbound_cutoff_days: _int | None = None
            expiration_alert_days: _int | None = None
            sales_cutoff_days: _int | None = None
            handling_method: _Literal["STORE_UNITS", "RETURN_TO_SELLER", "DISPOSE"] | _str | None = None
        class HazmatInfo(_Struct, frozen=True, kw_only=True):
            class BatteryExtraInfo(_Struct, frozen=True, kw_only=True):
                battery_type: _Literal["LITHIUM_ION", "LITHIUM_METAL", "OTHER"] | _str | None = None
                battery_packaging_type: _Literal["STANDALONE", "IN_EQUIPMENT", "WITH_EQUIPMENT", "OTHER"] | _str | None = None
                total_battery_weight: _str | None = None
                total_battery_weight_unit: _Literal["GRAM"] | _str | None = None
                total_battery_capacity: _str | None = None
                battery_count_per_package: _str | None = None
                is_need_un_38_3_test: _bool | None = None
                un_38_3_test_file_url: _str | None = None
                total_battery_capacity_unit: _str | None = None
            class FlammableLiquidsExtraInfo(_Struct, frozen=True, kw_only=True):
                flammable_liquids_type: _str | None = None
                flammable_liquids_volume: _str | None = None
                volume_unit: _str | None = None
            class AerosolExtraInfo(_Struct, frozen=True, kw_only=True):
                volume: _str | None = None
                volume_unit: _str | None = None
            hazmat_type: _Literal["MAGNETIZED", "BATTERY", "FLAMMABLE_LIQUID", "AEROSOLS"] | _str | None = None
            battery_extra_info: BatteryExtraInfo | None = None
            flammable_liquids_extra_info: FlammableLiquidsExtraInfo | None = None
            aerosol_extra_info: AerosolExtraInfo | None = None
            dg_class: _Literal["CLASS_2", "CLASS_3", "CLASS_9"] | _str | None = None
            dg_uncode: _Literal["UN2807", "UN3480", "UN3090", "UN3481", "UN3091", "UN1263", "UN1266", "UN3065", "OTHER"] | _str | None = None
            msds_file_url: _str | None = None
        class BulkyItemAttribute(_Struct, frozen=True, kw_only=True):
            is_bulky_item: _bool | None = None
            is_bulky_item_accessories: _bool | None = None
        class GoodsSafetyAttributes(_Struct, frozen=True, kw_only=True):
            is_fragile: _bool | None = None
            is_liquid: _bool | None = None
            is_sharp: _bool | None = None
        class SiocAttribute(_Struct, frozen=True, kw_only=True):
            class SiocFiles(_Struct, frozen=True, kw_only=True):
                sioc_certification_url: _str | None = None
                sioc_file_type: _str | None = None
            sioc_files: _list[SiocFiles] | None = None
        id: _str | None = None
        name: _str | None = None
        barcodes: _list[Barcodes] | None = None
        reference_code: _str | None = None
        image_url: _str | None = None
        merchant_declaration_info: MerchantDeclarationInfo | None = None
        warehouse_confirmation_info: WarehouseConfirmationInfo | None = None
        skus: _list[Skus] | None = None
        lot_expiration_info: LotExpirationInfo | None = None
        is_hazmat: _bool | None = None
        hazmat_info: HazmatInfo | None = None
        sioc_approval_status: _Literal["SIOC_APPROVAL_STATUS_INVALID", "SIOC_APPROVAL_STATUS_INIT", "SIOC_APPROVAL_STATUS_UNDER_REVIEW", "SIOC_APPROVAL_STATUS_APPROVE", "SIOC_APPROVAL_STATUS_REJECT"] | _str | None = None
        hazmat_approval_status: _Literal["APPROVAL_STATUS_INVALID", "APPROVAL_STATUS_INIT", "APPROVAL_STATUS_UNDER_REVIEW", "APPROVAL_STATUS_FULFILLABLE", "APPROVAL_STATUS_UNFULFILLABLE"] | _str | None = None
        bulky_item_attribute: BulkyItemAttribute | None = None
        goods_safety_attributes: GoodsSafetyAttributes | None = None
        is_sioc: _bool | None = None
        sioc_attribute: SiocAttribute | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
    goods: _list[Goods] | None = None
class UpdateFbtGoodsInfo(_Struct, frozen=True, kw_only=True):
    class UpdateResultInfo(_Struct, frozen=True, kw_only=True):
        tts_goods_id: _str | None = None
        is_success: _bool | None = None
        fail_reason: _str | None = None
    update_result_info: UpdateResultInfo | None = None
class CreateFbtMcfOrder(_Struct, frozen=True, kw_only=True):
    class McfOrder(_Struct, frozen=True, kw_only=True):
        external_order_id: _str | None = None
        mcf_order_id: _str | None = None
        create_time: _int | None = None
    mcf_order: McfOrder | None = None
class GetTransactionsByOrder202309(_Struct, frozen=True, kw_only=True):
    class StatementTransactions(_Amounts, frozen=True, kw_only=True):
        class SkuStatementTransactions(_Amounts, frozen=True, kw_only=True):
            actual_return_shipping_fee_amount: _str | None = None
            actual_shipping_fee_amount: _str | None = None
            adjustment_amount: _str | None = None
            affiliate_ads_commission_amount: _str | None = None
            affiliate_commission_amount: _str | None = None
            affiliate_commission_before_pit: _str | None = None
            affiliate_partner_commission_amount: _str | None = None
            after_seller_discounts_subtotal_amount: _str | None = None
            currency: _str | None = None
            customer_order_refund_amount: _str | None = None
            customer_paid_shipping_fee_amount: _str | None = None
            customer_paid_shipping_fee_refund_amount: _str | None = None
            customer_payment_amount: _str | None = None
            customer_refund_amount: _str | None = None
            customer_shipping_fee_amount: _str | None = None
            customer_shipping_fee_offset_amount: _str | None = None
            fbm_shipping_cost_amount: _str | None = None
            fbt_fulfillment_fee_amount: _str | None = None
            fbt_shipping_cost_amount: _str | None = None
            fee_amount: _str | None = None
            gross_sales_amount: _str | None = None
            gross_sales_refund_amount: _str | None = None
            isr_income_tax_amount: _str | None = None
            iva_vat_amount: _str | None = None
            net_sales_amount: _str | None = None
            pit_amount: _str | None = None
            platform_commission_amount: _str | None = None
            platform_discount_amount: _str | None = None
            platform_discount_refund_amount: _str | None = None
            platform_refund_subsidy_amount: _str | None = None
            platform_shipping_fee_discount_amount: _str | None = None
            product_name: _str | None = None
            promo_shipping_incentive_amount: _str | None = None
            quantity: _int | None = None
            referral_fee_amount: _str | None = None
            refund_administration_fee_amount: _str | None = None
            refund_shipping_cost_discount_amount: _str | None = None
            retail_delivery_fee_amount: _str | None = None
            retail_delivery_fee_payment_amount: _str | None = None
            retail_delivery_fee_refund_amount: _str | None = None
            return_shipping_fee_amount: _str | None = None
            revenue_amount: _str | None = None
            sales_tax_amount: _str | None = None
            sales_tax_payment_amount: _str | None = None
            sales_tax_refund_amount: _str | None = None
            seller_discount_amount: _str | None = None
            seller_discount_refund_amount: _str | None = None
            settlement_amount: _str | None = None
            shipping_cost_amount: _str | None = None
            shipping_cost_discount_amount: _str | None = None
            shipping_fee_amount: _str | None = None
            shipping_fee_subsidy_amount: _str | None = None
            shipping_insurance_fee_amount: _str | None = None
            signature_confirmation_fee_amount: _str | None = None
            sku_id: _str | None = None
            sku_name: _str | None = None
            transaction_fee_amount: _str | None = None
        actual_return_shipping_fee_amount: _str | None = None
        actual_shipping_fee_amount: _str | None = None
        adjustment_amount: _str | None = None
        affiliate_ads_commission_amount: _str | None = None
        affiliate_commission_amount: _str | None = None
        affiliate_commission_before_pit: _str | None = None
        affiliate_partner_commission_amount: _str | None = None
        after_seller_discounts_subtotal_amount: _str | None = None
        currency: _str | None = None
        customer_order_refund_amount: _str | None = None
        customer_paid_shipping_fee_amount: _str | None = None
        customer_paid_shipping_fee_refund_amount: _str | None = None
        customer_payment_amount: _str | None = None
        customer_refund_amount: _str | None = None
        customer_shipping_fee_amount: _str | None = None
        customer_shipping_fee_offset_amount: _str | None = None
        fbm_shipping_cost_amount: _str | None = None
        fbt_fulfillment_fee_amount: _str | None = None
        fbt_fulfillment_fee_reimbursement_amount: _str | None = None
        fbt_shipping_cost_amount: _str | None = None
        fee_amount: _str | None = None
        gross_sales_amount: _str | None = None
        gross_sales_refund_amount: _str | None = None
        id: _str | None = None
        isr_income_tax_amount: _str | None = None
        iva_vat_amount: _str | None = None
        net_sales_amount: _str | None = None
        pit_amount: _str | None = None
        platform_commission_amount: _str | None = None
        platform_discount_amount: _str | None = None
        platform_discount_refund_amount: _str | None = None
        platform_refund_subsidy_amount: _str | None = None
        platform_shipping_fee_discount_amount: _str | None = None
        promo_shipping_incentive_amount: _str | None = None
        referral_fee_amount: _str | None = None
        refund_administration_fee_amount: _str | None = None
        refund_shipping_cost_discount_amount: _str | None = None
        retail_delivery_fee_amount: _str | None = None
        retail_delivery_fee_payment_amount: _str | None = None
        retail_delivery_fee_refund_amount: _str | None = None
        return_shipping_fee_amount: _str | None = None
        revenue_amount: _str | None = None
        sales_tax_amount: _str | None = None
        sales_tax_payment_amount: _str | None = None
        sales_tax_refund_amount: _str | None = None
        seller_discount_amount: _str | None = None
        seller_discount_refund_amount: _str | None = None
        settlement_amount: _str | None = None
        shipping_cost_amount: _str | None = None
        shipping_cost_discount_amount: _str | None = None
        shipping_fee_amount: _str | None = None
        shipping_fee_subsidy_amount: _str | None = None
        shipping_insurance_fee_amount: _str | None = None
        signature_confirmation_fee_amount: _str | None = None
        sku_statement_transactions: _list[SkuStatementTransactions] | None = None
        statement_id: _str | None = None
        statement_time: _int | None = None
        status: _str | None = None
        transaction_fee_amount: _str | None = None
    order_create_time: _int | None = None
    order_id: _str | None = None
    statement_transactions: _list[StatementTransactions] | None = None
class GetPayments202309(_Struct, frozen=True, kw_only=True):
    class Payments(_Struct, frozen=True, kw_only=True):
        class Amount(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            value: _str | None = None
        class PaymentAmountBeforeExchange(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            value: _str | None = None
        class ReserveAmount(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            value: _str | None = None
        class SettlementAmount(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            value: _str | None = None
        amount: Amount | None = None
        bank_account: _str | None = None
        create_time: _int | None = None
        exchange_rate: _str | None = None
        id: _str | None = None
        paid_time: _int | None = None
        payment_amount_before_exchange: PaymentAmountBeforeExchange | None = None
        reserve_amount: ReserveAmount | None = None
        settlement_amount: SettlementAmount | None = None
        status: _Literal["PAID", "FAILED", "PROCESSING"] | _str | None = None
    next_page_token: _str | None = None
    payments: _list[Payments] | None = None
class GetStatements(_Struct, frozen=True, kw_only=True):
    class Statements(_Amounts, frozen=True, kw_only=True):
        adjustment_amount: _str | None = None
        currency: _str | None = None
        fee_amount: _str | None = None
        id: _str | None = None
        net_sales_amount: _str | None = None
        payment_id: _str | None = None
        payment_status: _Literal["PAID", "FAILED", "PROCESSING", "SETTLED"] | _str | None = None
        payment_time: _int | None = None
        revenue_amount: _str | None = None
        settlement_amount: _str | None = None
        shipping_cost_amount: _str | None = None
        statement_time: _int | None = None
    next_page_token: _str | None = None
    statements: _list[Statements] | None = None
class GetTransactionsByStatement202309(_Amounts, frozen=True, kw_only=True):
    class StatementTransactions(_Amounts, frozen=True, kw_only=True):
        actual_return_shipping_fee_amount: _str | None = None
        actual_shipping_fee_amount: _str | None = None
        adjustment_amount: _str | None = None
        adjustment_id: _str | None = None
        adjustment_order_id: _str | None = None
        affiliate_ads_commission_amount: _str | None = None
        affiliate_commission_amount: _str | None = None
        affiliate_commission_before_pit: _str | None = None
        affiliate_partner_commission_amount: _str | None = None
        after_seller_discounts_subtotal_amount: _str | None = None
        currency: _str | None = None
        customer_order_refund_amount: _str | None = None
        customer_paid_shipping_fee_amount: _str | None = None
        customer_paid_shipping_fee_refund_amount: _str | None = None
        customer_payment_amount: _str | None = None
        customer_refund_amount: _str | None = None
        customer_shipping_fee_amount: _str | None = None
        customer_shipping_fee_offset_amount: _str | None = None
        fbm_shipping_cost_amount: _str | None = None
        fbt_fulfillment_fee_amount: _str | None = None
        fbt_fulfillment_fee_reimbursement_amount: _str | None = None
        fbt_shipping_cost_amount: _str | None = None
        fee_amount: _str | None = None
        gross_sales_amount: _str | None = None
        gross_sales_refund_amount: _str | None = None
        id: _str | None = None
        isr_income_tax_amount: _str | None = None
        iva_vat_amount: _str | None = None
        net_sales_amount: _str | None = None
        order_create_time: _int | None = None
        order_id: _str | None = None
        pit_amount: _str | None = None
        platform_commission_amount: _str | None = None
        platform_discount_amount: _str | None = None
        platform_discount_refund_amount: _str | None = None
        platform_refund_subsidy_amount: _str | None = None
        platform_shipping_fee_discount_amount: _str | None = None
        promo_shipping_incentive_amount: _str | None = None
        referral_fee_amount: _str | None = None
        refund_administration_fee_amount: _str | None = None
        refund_shipping_cost_discount_amount: _str | None = None
        retail_delivery_fee_amount: _str | None = None
        retail_delivery_fee_payment_amount: _str | None = None
        retail_delivery_fee_refund_amount: _str | None = None
        return_shipping_fee_amount: _str | None = None
        revenue_amount: _str | None = None
        sales_tax_amount: _str | None = None
        sales_tax_payment_amount: _str | None = None
        sales_tax_refund_amount: _str | None = None
        seller_discount_amount: _str | None = None
        seller_discount_refund_amount: _str | None = None
        settlement_amount: _str | None = None
        shipping_cost_amount: _str | None = None
        shipping_cost_discount_amount: _str | None = None
        shipping_fee_amount: _str | None = None
        shipping_fee_subsidy_amount: _str | None = None
        shipping_insurance_fee_amount: _str | None = None
        signature_confirmation_fee_amount: _str | None = None
        transaction_fee_amount: _str | None = None
        type: _Literal["SHIPPING_FEE_ADJUSTMENT", "SHIPPING_FEE_COMPENSATION", "CHARGE_BACK", "CUSTOMER_SERVICE_COMPENSATION", "PROMOTION_ADJUSTMENT", "PLATFORM_COMPENSATION", "PLATFORM_PENALTY", "SAMPLE_SHIPPING_FEE", "LOGISTICS_REIMBURSEMENT", "PLATFORM_REIMBURSEMENT", "DEDUCTIONS_INCURRED_BY_SELLER", "SHIPPING_FEE_REBATE", "PLATFORM_COMMISSION_ADJUSTMENT", "PLATFORM_COMMISSION_COMPENSATION", "OTHER_ADJUSTMENT", "FBT_WAREHOUSE_SERVICE_FEE", "GMV_PAYMENT_FOR_ADS", "REBATE"] | _str | None = None
    adjustment_amount: _str | None = None
    currency: _str | None = None
    fee_amount: _str | None = None
    net_sales_amount: _str | None = None
    next_page_token: _str | None = None
    revenue_amount: _str | None = None
    settlement_amount: _str | None = None
    shipping_cost_amount: _str | None = None
    statement_id: _str | None = None
    statement_time: _int | None = None
    statement_transactions: _list[StatementTransactions] | None = None
    total_count: _int | None = None
class GetSellerFinancialTransactions(_Struct, frozen=True, kw_only=True):
    class Withdrawals(_Amount, frozen=True, kw_only=True):
        amount: _str | None = None
        create_time: _int | None = None
        currency: _str | None = None
        id: _str | None = None
        status: _Literal["PROCESSING", "SUCCESS", "FAILED", "INIT", "ORDERED", "RECEIVED", "PROCESSED", "REVERSED", "EXCEPTION", "CLOSED", "UNKNOWN"] | _str | None = None
        type: _Literal["WITHDRAW", "SETTLE", "TRANSFER", "REVERSE", "POLICY_VIOLATION_DEDUCTION", "REWARD", "PAYMENT", "REFUND", "UNKNOWN"] | _str | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
    withdrawals: _list[Withdrawals] | None = None
class GetTransactionsByOrder(_Amounts, frozen=True, kw_only=True):
    class SkuTransactions(_Struct, frozen=True, kw_only=True):
        class FeeTaxBreakdown(_Struct, frozen=True, kw_only=True):
            class Fee(_Struct, frozen=True, kw_only=True):
                affiliate_ads_commission_amount: _str | None = None
                affiliate_commission_amount: _str | None = None
                affiliate_commission_amount_before_pit: _str | None = None
                affiliate_commission_deposit: _str | None = None
                affiliate_commission_release: _str | None = None
                affiliate_partner_commission_amount: _str | None = None
                bonus_cashback_service_fee_amount: _str | None = None
                campaign_resource_fee: _str | None = None
                cofunded_creator_bonus_amount: _str | None = None
                cofunded_promotion_service_fee_amount: _str | None = None
                credit_card_handling_fee_amount: _str | None = None
                dt_handling_fee_amount: _str | None = None
                dynamic_commission_amount: _str | None = None
                epr_pob_service_fee_amount: _str | None = None
                external_affiliate_marketing_fee_amount: _str | None = None
                fee_per_item_sold_amount: _str | None = None
                flash_sales_service_fee_amount: _str | None = None
                installation_service_fee: _str | None = None
                live_specials_fee_amount: _str | None = None
                mall_service_fee_amount: _str | None = None
                platform_commission_amount: _str | None = None
                pre_order_service_fee_amount: _str | None = None
                referral_fee_amount: _str | None = None
                refund_administration_fee_amount: _str | None = None
                seller_paylater_handling_fee_amount: _str | None = None
                sfp_service_fee_amount: _str | None = None
                shipping_fee_guarantee_service_fee: _str | None = None
                tap_shop_ads_commission: _str | None = None
                transaction_fee_amount: _str | None = None
                tsp_commission_amount: _str | None = None
                vn_fix_infrastructure_fee: _str | None = None
                voucher_xtra_service_fee_amount: _str | None = None
                platform_special_service_fee_amount: _str | None = None
                smart_promotion_fee_amount: _str | None = None
                gmv_max_ad_fee_amount: _str | None = None
                platform_semi_managed_commission_fee: _str | None = None
                platform_semi_managed_commission_fee_tax: _str | None = None
                campaign_period_fee_cfp_amount: _str | None = None
                campaign_period_fee_sp_amount: _str | None = None
                campaign_period_fee_sp_tax_amount: _str | None = None
                campaign_period_fee_cfp_tax_amount: _str | None = None
                seller_growth_fee_amount: _str | None = None
                category_led_campaign_fee_amount: _str | None = None
                category_led_campaign_fee_tax_amount: _str | None = None
                brand_amplification_program_commission: _str | None = None
                brand_amplification_program_fee_tax: _str | None = None
                brand_campaign_fee: _str | None = None
                brand_campaign_fee_tax: _str | None = None
                failed_delivery_shipping_fee: _str | None = None
                buyer_fault_return_shipping_fee: _str | None = None
                insurance_fee: _str | None = None
                gmv_max_coupon_fee: _str | None = None
                cps_shop_ads_commission_tax_amount: _str | None = None
                shipping_insurance_fee_tax_amount: _str | None = None
                new_customer_growth_package_fee: _str | None = None
                target_product_gmv_growth_package_fee: _str | None = None
                store_gmv_growth_package_fee: _str | None = None
                auto_post_shoppable_video_commission_fee: _str | None = None
                seller_funded_user_spoint_service_fee: _str | None = None
            class Tax(_Struct, frozen=True, kw_only=True):
                anti_dumping_duty_amount: _str | None = None
                customs_clearance_amount: _str | None = None
                customs_duty_amount: _str | None = None
                gst_amount: _str | None = None
                import_vat_amount: _str | None = None
                isr_amount: _str | None = None
                iva_amount: _str | None = None
                local_vat_amount: _str | None = None
                pit_amount: _str | None = None
                sst_amount: _str | None = None
                vat_amount: _str | None = None
                sales_tax_referral_fee_amount: _str | None = None
                smart_promotion_fee_tax_amount: _str | None = None
                cedular_tax: _str | None = None
                new_customer_growth_package_fee_tax: _str | None = None
                store_gmv_growth_package_fee_sales_tax: _str | None = None
                target_product_gmv_growth_package_tax: _str | None = None
                auto_post_shoppable_video_sales_tax: _str | None = None
                article_22_income_tax_withheld: _str | None = None
            fee: Fee | None = None
            tax: Tax | None = None
        class RevenueBreakdown(_Struct, frozen=True, kw_only=True):
            cod_service_fee_amount: _str | None = None
            refund_cod_service_fee_amount: _str | None = None
            refund_subtotal_before_discount_amount: _str | None = None
            seller_discount_amount: _str | None = None
            seller_discount_refund_amount: _str | None = None
            subtotal_before_discount_amount: _str | None = None
            distant_item_fee_amount: _str | None = None
        class ShippingCostBreakdown(_Struct, frozen=True, kw_only=True):
            class SupplementaryComponent(_Struct, frozen=True, kw_only=True):
                customer_shipping_fee_offset_amount: _str | None = None
                fbm_shipping_cost_amount: _str | None = None
                fbt_fulfillment_fee_amount: _str | None = None
                fbt_fulfillment_fee_reimbursement_amount: _str | None = None
                fbt_shipping_cost_amount: _str | None = None
                platform_shipping_fee_discount_amount: _str | None = None
                promo_shipping_incentive_amount: _str | None = None
                refunded_customer_shipping_fee_amount: _str | None = None
                return_refund_subsidy_amount: _str | None = None
                seller_shipping_fee_discount_amount: _str | None = None
                shipping_fee_guarantee_reimbursement: _str | None = None
                shipping_fee_subsidy_amount: _str | None = None
            actual_shipping_fee_amount: _str | None = None
            customer_paid_shipping_fee_amount: _str | None = None
            exchange_shipping_fee_amount: _str | None = None
            failed_delivery_subsidy_amount: _str | None = None
            fbt_free_shipping_fee_amount: _str | None = None
            fbt_fulfillment_fee_reimbursement_amount: _str | None = None
            free_return_subsidy_amount: _str | None = None
            replacement_shipping_fee_amount: _str | None = None
            return_shipping_fee_amount: _str | None = None
            return_shipping_fee_paid_buyer_amount: _str | None = None
            return_shipping_label_fee_amount: _str | None = None
            seller_self_shipping_service_fee_amount: _str | None = None
            shipping_fee_discount_amount: _str | None = None
            shipping_insurance_fee_amount: _str | None = None
            signature_confirmation_fee_amount: _str | None = None
            supplementary_component: SupplementaryComponent | None = None
            international_leg_logistics_amount: _str | None = None
            distant_shipping_fee_amount: _str | None = None
            shipping_app_service_fee_amount: _str | None = None
            logistics_service_fee: _str | None = None
            fbt_overall_merchant_subsidy: _str | None = None
            fbt_key_merchant_subsidy: _str | None = None
            tiktok_shop_shipping_incentive_amount: _str | None = None
            hazmat_noncompliance_fee: _str | None = None
            hazmat_handling_fee: _str | None = None
            non_standard_weight_fee: _str | None = None
            non_standard_dimension_fee: _str | None = None
        fee_tax_amount: _str | None = None
        fee_tax_breakdown: FeeTaxBreakdown | None = None
        product_name: _str | None = None
        quantity: _str | None = None
        revenue_amount: _str | None = None
        revenue_breakdown: RevenueBreakdown | None = None
        settlement_amount: _str | None = None
        shipping_cost_amount: _str | None = None
        shipping_cost_breakdown: ShippingCostBreakdown | None = None
        sku_id: _str | None = None
        sku_name: _str | None = None
        statement_id: _str | None = None
    currency: _str | None = None
    fee_and_tax_amount: _str | None = None
    order_create_time: _int | None = None
    order_id: _str | None = None
    revenue_amount: _str | None = None
    settlement_amount: _str | None = None
    shipping_cost_amount: _str | None = None
    sku_transactions: _list[SkuTransactions] | None = None
    total_count: _int | None = None
class GetTransactionsByStatement(_Amounts, frozen=True, kw_only=True):
    class TotalSettlementBreakdown(_Struct, frozen=True, kw_only=True):
        total_adjustment_amount: _str | None = None
        total_fee_tax_amount: _str | None = None
        total_revenue_amount: _str | None = None
        total_shipping_cost_amount: _str | None = None
    class Transactions(_Struct, frozen=True, kw_only=True):
        class FeeTaxBreakdown(_Struct, frozen=True, kw_only=True):
            class Fee(_Struct, frozen=True, kw_only=True):
                affiliate_ads_commission_amount: _str | None = None
                affiliate_commission_amount: _str | None = None
                affiliate_commission_amount_before_pit: _str | None = None
                affiliate_commission_deposit: _str | None = None
                affiliate_commission_release: _str | None = None
                affiliate_partner_commission_amount: _str | None = None
                bonus_cashback_service_fee_amount: _str | None = None
                campaign_resource_fee: _str | None = None
                cofunded_creator_bonus_amount: _str | None = None
                cofunded_promotion_service_fee_amount: _str | None = None
                credit_card_handling_fee_amount: _str | None = None
                dt_handling_fee_amount: _str | None = None
                dynamic_commission_amount: _str | None = None
                epr_pob_service_fee_amount: _str | None = None
                external_affiliate_marketing_fee_amount: _str | None = None
                fee_per_item_sold_amount: _str | None = None
                flash_sales_service_fee_amount: _str | None = None
                installation_service_fee: _str | None = None
                live_specials_fee_amount: _str | None = None
                mall_service_fee_amount: _str | None = None
                platform_commission_amount: _str | None = None
                pre_order_service_fee_amount: _str | None = None
                referral_fee_amount: _str | None = None
                refund_administration_fee_amount: _str | None = None
                seller_paylater_handling_fee_amount: _str | None = None
                sfp_service_fee_amount: _str | None = None
                shipping_fee_guarantee_service_fee: _str | None = None
                tap_shop_ads_commission: _str | None = None
                transaction_fee_amount: _str | None = None
                tsp_commission_amount: _str | None = None
                vn_fix_infrastructure_fee: _str | None = None
                voucher_xtra_service_fee_amount: _str | None = None
                platform_special_service_fee_amount: _str | None = None
                smart_promotion_fee_amount: _str | None = None
                gmv_max_ad_fee_amount: _str | None = None
                platform_semi_managed_commission_fee: _str | None = None
                platform_semi_managed_commission_fee_tax: _str | None = None
                campaign_period_fee_cfp_amount: _str | None = None
                campaign_period_fee_sp_amount: _str | None = None
                campaign_period_fee_sp_tax_amount: _str | None = None
                campaign_period_fee_cfp_tax_amount: _str | None = None
                seller_growth_fee_amount: _str | None = None
                category_led_campaign_fee_amount: _str | None = None
                category_led_campaign_fee_tax_amount: _str | None = None
                brand_amplification_program_commission: _str | None = None
                brand_amplification_program_fee_tax: _str | None = None
                brand_campaign_fee: _str | None = None
                brand_campaign_fee_tax: _str | None = None
                failed_delivery_shipping_fee: _str | None = None
                buyer_fault_return_shipping_fee: _str | None = None
                insurance_fee: _str | None = None
                gmv_max_coupon_fee: _str | None = None
                cps_shop_ads_commission_tax_amount: _str | None = None
                shipping_insurance_fee_tax_amount: _str | None = None
                new_customer_growth_package_fee: _str | None = None
                target_product_gmv_growth_package_fee: _str | None = None
                store_gmv_growth_package_fee: _str | None = None
                auto_post_shoppable_video_commission_fee: _str | None = None
                seller_funded_user_spoint_service_fee: _str | None = None
            class Tax(_Struct, frozen=True, kw_only=True):
                anti_dumping_duty_amount: _str | None = None
                customs_clearance_amount: _str | None = None
                customs_duty_amount: _str | None = None
                gst_amount: _str | None = None
                import_vat_amount: _str | None = None
                isr_amount: _str | None = None
                iva_amount: _str | None = None
                local_vat_amount: _str | None = None
                pit_amount: _str | None = None
                sst_amount: _str | None = None
                vat_amount: _str | None = None
                sales_tax_referral_fee_amount: _str | None = None
                smart_promotion_fee_tax_amount: _str | None = None
                cedular_tax: _str | None = None
                new_customer_growth_package_fee_tax: _str | None = None
                store_gmv_growth_package_fee_sales_tax: _str | None = None
                target_product_gmv_growth_package_tax: _str | None = None
                auto_post_shoppable_video_sales_tax: _str | None = None
                article_22_income_tax_withheld: _str | None = None
            fee: Fee | None = None
            tax: Tax | None = None
        class RevenueBreakdown(_Struct, frozen=True, kw_only=True):
            cod_service_fee_amount: _str | None = None
            refund_cod_service_fee_amount: _str | None = None
            refund_subtotal_before_discount_amount: _str | None = None
            seller_discount_amount: _str | None = None
            seller_discount_refund_amount: _str | None = None
            subtotal_before_discount_amount: _str | None = None
            distant_item_fee_amount: _str | None = None
        class ShippingCostBreakdown(_Struct, frozen=True, kw_only=True):
            class SupplementaryComponent(_Struct, frozen=True, kw_only=True):
                customer_shipping_fee: _str | None = None
                customer_shipping_fee_offset_amount: _str | None = None
                fbm_shipping_cost_amount: _str | None = None
                fbt_fulfillment_fee_amount: _str | None = None
                fbt_fulfillment_fee_reimbursement_amount: _str | None = None
                fbt_shipping_cost_amount: _str | None = None
                platform_shipping_fee_discount_amount: _str | None = None
                promo_shipping_incentive_amount: _str | None = None
                refund_customer_shipping_fee: _str | None = None
                refunded_customer_shipping_fee_amount: _str | None = None
                return_refund_subsidy_amount: _str | None = None
                seller_shipping_fee_discount_amount: _str | None = None
                shipping_fee_subsidy_amount: _str | None = None
            actual_shipping_fee_amount: _str | None = None
            customer_paid_shipping_fee_amount: _str | None = None
            exchange_shipping_fee_amount: _str | None = None
            failed_delivery_subsidy_amount: _str | None = None
            fbt_free_shipping_fee_amount: _str | None = None
            fbt_fulfillment_fee_reimbursement_amount: _str | None = None
            free_return_subsidy_amount: _str | None = None
            replacement_shipping_fee_amount: _str | None = None
            return_shipping_fee_amount: _str | None = None
            return_shipping_fee_paid_buyer_amount: _str | None = None
            return_shipping_label_fee_amount: _str | None = None
            seller_self_shipping_service_fee_amount: _str | None = None
            shipping_fee_discount_amount: _str | None = None
            shipping_fee_guarantee_reimbursement: _str | None = None
            shipping_insurance_fee_amount: _str | None = None
            signature_confirmation_fee_amount: _str | None = None
            supplementary_component: SupplementaryComponent | None = None
            international_leg_logistics_amount: _str | None = None
            distant_shipping_fee_amount: _str | None = None
            shipping_app_service_fee_amount: _str | None = None
            logistics_service_fee: _str | None = None
            fbt_overall_merchant_subsidy: _str | None = None
            fbt_key_merchant_subsidy: _str | None = None
            tiktok_shop_shipping_incentive_amount: _str | None = None
            hazmat_noncompliance_fee: _str | None = None
            hazmat_handling_fee: _str | None = None
            non_standard_weight_fee: _str | None = None
            non_standard_dimension_fee: _str | None = None
        class SupplementaryComponent(_Struct, frozen=True, kw_only=True):
            customer_payment_amount: _str | None = None
            customer_refund_amount: _str | None = None
            platform_cofunded_discount_amount: _str | None = None
            platform_cofunded_discount_refund_amount: _str | None = None
            platform_discount_amount: _str | None = None
            platform_discount_refund_amount: _str | None = None
            retail_delivery_fee_amount: _str | None = None
            retail_delivery_fee_payment_amount: _str | None = None
            retail_delivery_fee_refund_amount: _str | None = None
            sales_tax_amount: _str | None = None
            sales_tax_payment_amount: _str | None = None
            sales_tax_refund_amount: _str | None = None
            seller_cofunded_discount_amount: _str | None = None
            seller_cofunded_discount_refund_amount: _str | None = None
        adjustment_amount: _str | None = None
        adjustment_id: _str | None = None
        adjustment_order_id: _str | None = None
        associated_order_id: _str | None = None
        estimated_release_time: _str | None = None
        fee_tax_amount: _str | None = None
        fee_tax_breakdown: FeeTaxBreakdown | None = None
        id: _str | None = None
        order_create_time: _int | None = None
        order_id: _str | None = None
        reserve_amount: _str | None = None
        reserve_id: _str | None = None
        reserve_status: _Literal["COLLECTED", "RELEASED"] | _str | None = None
        revenue_amount: _str | None = None
        revenue_breakdown: RevenueBreakdown | None = None
        settlement_amount: _str | None = None
        shipping_cost_amount: _str | None = None
        shipping_cost_breakdown: ShippingCostBreakdown | None = None
        supplementary_component: SupplementaryComponent | None = None
        type: _Literal["ORDER", "RESERVE", "CHARGE_BACK", "CUSTOMER_SERVICE_COMPENSATION", "DEDUCTIONS_INCURRED_BY_SELLER", "GMV_PAYMENT_FOR_ADS", "PLATFORM_COMMISSION_ADJUSTMENT", "PLATFORM_COMMISSION_COMPENSATION", "PLATFORM_PENALTY", "PROMOTION_ADJUSTMENT", "REBATE", "PLATFORM_COMPENSATION", "PLATFORM_REIMBURSEMENT", "COFUNDED_CREATOR_REWARDS", "STAMP_DUTY", "FBT_WAREHOUSE_SERVICE_FEE", "LOGISTICS_REIMBURSEMENT", "SHIPPING_FEE_ADJUSTMENT", "SHIPPING_FEE_COMPENSATION", "SHIPPING_FEE_REBATE", "SAMPLE_SHIPPING_FEE", "SELLER_MISSION_REWARD", "Violation fee （settlement fee）", "Violation fee （credit card）", "Bill payment （negative balance）", "Sales proceed（negative balance）", "Bill deduction for negative balance", "OTHER_ADJUSTMENT"] | _str | None = None
    create_time: _int | None = None
    currency: _str | None = None
    id: _str | None = None
    next_page_token: _str | None = None
    payable_amount: _str | None = None
    status: _str | None = None
    total_count: _int | None = None
    total_reserve_amount: _str | None = None
    total_settlement_amount: _str | None = None
    total_settlement_breakdown: TotalSettlementBreakdown | None = None
    transactions: _list[Transactions] | None = None
class GetTaxInformation(_Struct, frozen=True, kw_only=True):
    class TaxInformation(_Struct, frozen=True, kw_only=True):
        class BusinessEntity(_Struct, frozen=True, kw_only=True):
            address: _str | None = None
            branch_number: _str | None = None
            business_name: _str | None = None
            fiscal_regime: _str | None = None
            organization_level: _Literal["UNKNOWN", "HEADQUARTER", "BRANCH"] | _str | None = None
            postal_code: _str | None = None
        class OverallStatus(_Struct, frozen=True, kw_only=True):
            is_tax_infomation_complete: _bool | None = None
            is_tax_number_submitted: _bool | None = None
        class TaxNumbers(_Struct, frozen=True, kw_only=True):
            class RecentAudit(_Struct, frozen=True, kw_only=True):
                rejection_reasons: _list[_Literal["INVALID_RFC", "ZIPCODE_NOT_MATCH_RFC", "NAME_NOT_MATCH_RFC"] | _str] | None = None
                status: _Literal["PENDING_AUDIT", "UNDER_AUDIT", "APPROVED", "REJECTED"] | _str | None = None
                tax_number: _str | None = None
            recent_audit: RecentAudit | None = None
            registration_status: _Literal["UNKNOWN", "NOT_REGISTERED", "REGISTERED"] | _str | None = None
            tax_form_audit_status: _Literal["PENDING_AUDIT", "UNDER_AUDIT", "APPROVED", "REJECTED"] | _str | None = None
            tax_number: _str | None = None
            type: _Literal["REGISTRATION_NUMBER", "VAT", "TIN"] | _str | None = None
        business_entity: BusinessEntity | None = None
        overall_status: OverallStatus | None = None
        tax_numbers: _list[TaxNumbers] | None = None
    tax_information: TaxInformation | None = None
class GetUnsettledTransactions(_Struct, frozen=True, kw_only=True):
    class Transactions(_Amounts, frozen=True, kw_only=True):
        class FeeTaxBreakdown(_Struct, frozen=True, kw_only=True):
            class Fee(_Struct, frozen=True, kw_only=True):
                affiliate_ads_commission_amount: _str | None = None
                affiliate_commission_amount: _str | None = None
                affiliate_commission_before_pit_amount: _str | None = None
                affiliate_partner_commission_amount: _str | None = None
                bonus_cashback_service_fee_amount: _str | None = None
                credit_card_handling_fee_amount: _str | None = None
                live_specials_fee_amount: _str | None = None
                mall_service_fee_amount: _str | None = None
                pit_withheld_from_ads_commission_amount: _str | None = None
                platform_commission_amount: _str | None = None
                referral_fee_amount: _str | None = None
                refund_administration_fee_amount: _str | None = None
                retail_delivery_fee_amount: _str | None = None
                retail_delivery_fee_payment_amount: _str | None = None
                retail_delivery_fee_refund_amount: _str | None = None
                sfp_service_fee_amount: _str | None = None
                transaction_fee_amount: _str | None = None
                platform_special_service_fee_amount: _str | None = None
                smart_promotion_fee_amount: _str | None = None
                vn_fix_infrastructure_fee: _str | None = None
                dynamic_commission_amount: _str | None = None
                campaign_period_fee_cfp_amount: _str | None = None
                campaign_period_fee_sp_amount: _str | None = None
                campaign_period_fee_sp_tax_amount: _str | None = None
                campaign_period_fee_cfp_tax_amount: _str | None = None
                seller_growth_fee_amount: _str | None = None
                failed_delivery_shipping_fee: _str | None = None
                buyer_fault_return_shipping_fee: _str | None = None
                insurance_fee: _str | None = None
                cps_shop_ads_commission_tax_amount: _str | None = None
                shipping_insurance_fee_tax_amount: _str | None = None
                new_customer_growth_package_fee: _str | None = None
                target_product_gmv_growth_package_fee: _str | None = None
                store_gmv_growth_package_fee: _str | None = None
                auto_post_shoppable_video_commission_fee: _str | None = None
                seller_funded_user_spoint_service_fee: _str | None = None
                flash_sales_service_fee_amount: _str | None = None
            class Tax(_Struct, frozen=True, kw_only=True):
                customs_clearance_amount: _str | None = None
                customs_duty_amount: _str | None = None
                gst_amount: _str | None = None
                import_vat_amount: _str | None = None
                sales_tax_amount: _str | None = None
                sales_tax_payment_amount: _str | None = None
                sales_tax_refund_amount: _str | None = None
                sst_amount: _str | None = None
                vat_amount: _str | None = None
                sales_tax_referral_fee_amount: _str | None = None
                smart_promotion_fee_tax_amount: _str | None = None
                cedular_tax: _str | None = None
                new_customer_growth_package_fee_tax: _str | None = None
                store_gmv_growth_package_fee_sales_tax: _str | None = None
                target_product_gmv_growth_package_tax: _str | None = None
                auto_post_shoppable_video_sales_tax: _str | None = None
            fee: Fee | None = None
            tax: Tax | None = None
        class RevenueBreakdown(_Struct, frozen=True, kw_only=True):
            cod_service_fee_amount: _str | None = None
            refund_cod_service_fee_amount: _str | None = None
            refund_subtotal_before_discount_amount: _str | None = None
            seller_discount_amount: _str | None = None
            seller_discount_refund_amount: _str | None = None
            subtotal_before_discount_amount: _str | None = None
            distant_item_fee_amount: _str | None = None
        class ShippingCostBreakdown(_Struct, frozen=True, kw_only=True):
            class SupplementaryComponent(_Struct, frozen=True, kw_only=True):
                customer_shipping_fee_offset_amount: _str | None = None
                fbm_shipping_cost_amount: _str | None = None
                fbt_fulfillment_fee_amount: _str | None = None
                fbt_shipping_cost_amount: _str | None = None
                platform_shipping_fee_discount_amount: _str | None = None
                promo_shipping_incentive_amount: _str | None = None
                seller_shipping_fee_discount_amount: _str | None = None
                shipping_fee_subsidy_amount: _str | None = None
            actual_shipping_fee_amount: _str | None = None
            customer_paid_shipping_fee_amount: _str | None = None
            exchange_shipping_fee_amount: _str | None = None
            replacement_shipping_fee_amount: _str | None = None
            return_shipping_fee_amount: _str | None = None
            shipping_fee_discount_amount: _str | None = None
            shipping_insurance_fee_amount: _str | None = None
            signature_confirmation_fee_amount: _str | None = None
            supplementary_component: SupplementaryComponent | None = None
            international_leg_logistics_amount: _str | None = None
            distant_shipping_fee_amount: _str | None = None
            shipping_app_service_fee_amount: _str | None = None
            logistics_service_fee: _str | None = None
            fbt_overall_merchant_subsidy: _str | None = None
            fbt_key_merchant_subsidy: _str | None = None
            sfr_reimbursement: _str | None = None
            tiktok_shop_shipping_incentive_amount: _str | None = None
            hazmat_noncompliance_fee: _str | None = None
            hazmat_handling_fee: _str | None = None
            non_standard_weight_fee: _str | None = None
            non_standard_dimension_fee: _str | None = None
        adjustment_id: _str | None = None
        adjustment_order_id: _str | None = None
        currency: _str | None = None
        est_adjustment_amount: _str | None = None
        est_fee_tax_amount: _str | None = None
        est_revenue_amount: _str | None = None
        est_settlement_amount: _str | None = None
        est_shipping_cost_amount: _str | None = None
        estimated_settlement: _str | None = None
        fee_tax_breakdown: FeeTaxBreakdown | None = None
        id: _str | None = None
        order_create_time: _int | None = None
        order_delivery_time: _int | None = None
        order_id: _str | None = None
        revenue_breakdown: RevenueBreakdown | None = None
        shipping_cost_breakdown: ShippingCostBreakdown | None = None
        status: _str | None = None
        type: _Literal["ORDER", "CHARGE_BACK", "CUSTOMER_SERVICE_COMPENSATION", "DEDUCTIONS_INCURRED_BY_SELLER", "GMV_PAYMENT_FOR_ADS", "PLATFORM_COMMISSION_ADJUSTMENT", "PLATFORM_COMMISSION_COMPENSATION", "PLATFORM_PENALTY", "PROMOTION_ADJUSTMENT", "REBATE", "PLATFORM_COMPENSATION", "PLATFORM_REIMBURSEMENT", "FBT_WAREHOUSE_SERVICE_FEE", "LOGISTICS_REIMBURSEMENT", "SHIPPING_FEE_ADJUSTMENT", "SHIPPING_FEE_COMPENSATION", "SHIPPING_FEE_REBATE", "SAMPLE_SHIPPING_FEE", "OTHER_ADJUSTMENT"] | _str | None = None
        unsettled_reason: _str | None = None
    next_page_token: _str | None = None
    sum_est_adjustment_amount: _str | None = None
    sum_est_fee_amount: _str | None = None
    sum_est_revenue_amount: _str | None = None
    sum_est_settlement_amount: _str | None = None
    total_count: _int | None = None
    transactions: _list[Transactions] | None = None
class GetPayments(_Struct, frozen=True, kw_only=True):
    class Payments(_Struct, frozen=True, kw_only=True):
        class Amount(_Amounts, frozen=True, kw_only=True):
            value: _str | None = None
            currency: _str | None = None
        class SettlementAmount(_Amounts, frozen=True, kw_only=True):
            value: _str | None = None
            currency: _str | None = None
        class PaymentAmountBeforeExchange(_Amounts, frozen=True, kw_only=True):
            value: _str | None = None
            currency: _str | None = None
        create_time: _int | None = None
        id: _str | None = None
        status: _Literal["PAID", "FAILED", "PROCESSING"] | _str | None = None
        amount: Amount | None = None
        settlement_amount: SettlementAmount | None = None
        payment_amount_before_exchange: PaymentAmountBeforeExchange | None = None
        exchange_rate: _str | None = None
        paid_time: _int | None = None
        bank_account: _str | None = None
    next_page_token: _str | None = None
    payments: _list[Payments] | None = None
class GetTradeInSupplierAccountBalance(_Struct, frozen=True, kw_only=True):
    class AvailableBalance(_Amount, frozen=True, kw_only=True):
        amount: _str | None = None
        currency: _str | None = None
    available_balance: AvailableBalance | None = None
class GetTradeInAccountTransactions(_Struct, frozen=True, kw_only=True):
    class Flows(_Struct, frozen=True, kw_only=True):
        class Amount(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        amount: Amount | None = None
        create_time: _str | None = None
        direction: _str | None = None
        origin_transaction_id: _str | None = None
        reference_id: _str | None = None
        transaction_id: _str | None = None
        type: _str | None = None
    flows: _list[Flows] | None = None
    has_more: _bool | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class SearchCombinablePackages(_Struct, frozen=True, kw_only=True):
    class CombinablePackages(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        order_ids: _list[_str] | None = None
    combinable_packages: _list[CombinablePackages] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class UploadProofOfDeliveryFile(_Struct, frozen=True, kw_only=True):
    name: _str | None = None
    url: _str | None = None
class UploadProofOfDeliveryImage(_Struct, frozen=True, kw_only=True):
    height: _int | None = None
    url: _str | None = None
    width: _int | None = None
class GetOrderSplitAttributes(_Struct, frozen=True, kw_only=True):
    class SplitAttributes(_Struct, frozen=True, kw_only=True):
        class MustSplitReasons(_Struct, frozen=True, kw_only=True):
            category_id: _str | None = None
            max_count: _str | None = None
            type: _str | None = None
        can_split: _bool | None = None
        must_split: _bool | None = None
        must_split_reasons: _list[MustSplitReasons] | None = None
        order_id: _str | None = None
        reason: _str | None = None
    split_attributes: _list[SplitAttributes] | None = None
class GetHandoverTimeslots(_Struct, frozen=True, kw_only=True):
    class PickupSlots(_Struct, frozen=True, kw_only=True):
        avaliable: _bool | None = None
        end_time: _int | None = None
        start_time: _int | None = None
    can_drop_off: _bool | None = None
    can_pickup: _bool | None = None
    can_van_collection: _bool | None = None
    drop_off_point_url: _str | None = None
    pickup_slots: _list[PickupSlots] | None = None
class MarkPackageAsShipped202309(_Struct, frozen=True, kw_only=True):
    class Warning(_Struct, frozen=True, kw_only=True):
        message: _str | None = None
    order_id: _str | None = None
    order_line_item_ids: _list[_str] | None = None
    package_id: _str | None = None
    warning: Warning | None = None
class UpdateOrderShippingInfo(_Struct, frozen=True, kw_only=True):
    ...
class GetEligibleShippingServices(_Struct, frozen=True, kw_only=True):
    class Dimension(_Struct, frozen=True, kw_only=True):
        height: _str | None = None
        length: _str | None = None
        unit: _Literal["CM", "INCH"] | _str | None = None
        width: _str | None = None
    class ShippingServices(_Amounts, frozen=True, kw_only=True):
        currency: _str | None = None
        earliest_delivery_days: _int | None = None
        id: _str | None = None
        is_default: _bool | None = None
        latest_delivery_days: _int | None = None
        name: _str | None = None
        price: _str | None = None
        shipping_provider_id: _str | None = None
        shipping_provider_name: _str | None = None
        shipping_fee: _str | None = None
        shipping_app_service_fee: _str | None = None
        signature_fee: _str | None = None
    class Weight(_Struct, frozen=True, kw_only=True):
        unit: _Literal["GRAM", "POUND"] | _str | None = None
        value: _str | None = None
    dimension: Dimension | None = None
    order_id: _str | None = None
    order_line_id: _list[_str] | None = None
    shipping_services: _list[ShippingServices] | None = None
    weight: Weight | None = None
class ConfirmOrderSplit(_Struct, frozen=True, kw_only=True):
    class Packages(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        splittable_group_id: _str | None = None
    packages: _list[Packages] | None = None
class GetOrderTracking(_Struct, frozen=True, kw_only=True):
    class Tracking(_Struct, frozen=True, kw_only=True):
        description: _str | None = None
        update_time_millis: _int | None = None
        action_code: _int | None = None
    tracking: _list[Tracking] | None = None
class CreatePackages202309(_Struct, frozen=True, kw_only=True):
    class Dimension(_Struct, frozen=True, kw_only=True):
        height: _str | None = None
        length: _str | None = None
        unit: _Literal["CM", "INCH"] | _str | None = None
        width: _str | None = None
    class ShippingServiceInfo(_Amounts, frozen=True, kw_only=True):
        currency: _str | None = None
        earliest_delivery_days: _int | None = None
        id: _str | None = None
        latest_delivery_days: _int | None = None
        name: _str | None = None
        price: _str | None = None
        shipping_provider_id: _str | None = None
        shipping_provider_name: _str | None = None
    class Weight(_Struct, frozen=True, kw_only=True):
        unit: _Literal["GRAM", "POUND"] | _str | None = None
        value: _str | None = None
    create_time: _int | None = None
    dimension: Dimension | None = None
    order_id: _str | None = None
    order_line_item_ids: _list[_str] | None = None
    package_id: _str | None = None
    shipping_service_info: ShippingServiceInfo | None = None
    weight: Weight | None = None
class CombinePackage(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            package_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    class Packages(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        order_ids: _list[_str] | None = None
    errors: _list[Errors] | None = None
    packages: _list[Packages] | None = None
class UpdatePackageDeliveryStatus(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            package_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class SchedulePackageHandover(_Struct, frozen=True, kw_only=True):
    class Dimension(_Struct, frozen=True, kw_only=True):
        height: _str | None = None
        length: _str | None = None
        unit: _Literal["CM", "INCH"] | _str | None = None
        width: _str | None = None
    class Weight(_Struct, frozen=True, kw_only=True):
        unit: _Literal["GRAM", "POUND"] | _str | None = None
        value: _str | None = None
    create_time: _int | None = None
    dimension: Dimension | None = None
    handover_method: _Literal["PICKUP", "DROP_OFF"] | _str | None = None
    order_id: _str | None = None
    order_line_item_ids: _list[_str] | None = None
    package_id: _str | None = None
    shipping_provider_id: _str | None = None
    shipping_provider_name: _str | None = None
    tracking_number: _str | None = None
    update_time: _int | None = None
    weight: Weight | None = None
class SearchPackage(_Struct, frozen=True, kw_only=True):
    next_page_token: _str | None = None
    packages: _list[_models.Package] | None = None
    total_count: _int | None = None
class BatchShipPackages(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            package_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class GetPackageHandoverTimeSlots(_Struct, frozen=True, kw_only=True):
    class PickupSlots(_Struct, frozen=True, kw_only=True):
        avaliable: _bool | None = None
        end_time: _int | None = None
        start_time: _int | None = None
    can_drop_off: _bool | None = None
    can_pickup: _bool | None = None
    can_van_collection: _bool | None = None
    drop_off_point_url: _str | None = None
    pickup_slots: _list[PickupSlots] | None = None
class ShipPackage(_Struct, frozen=True, kw_only=True):
    ...
class GetPackageShippingDocument(_Struct, frozen=True, kw_only=True):
    doc_url: _str | None = None
    tracking_number: _str | None = None
class UpdatePackageShippingInfo202309(_Struct, frozen=True, kw_only=True):
    ...
class UncombinePackages(_Struct, frozen=True, kw_only=True):
    class Packages(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        order_ids: _list[_str] | None = None
    packages: _list[Packages] | None = None
class CreateFirstMileBundle202407(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            order_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
    first_mile_bundle_id: _str | None = None
    url: _str | None = None
class CreateLastMileBundle(_Struct, frozen=True, kw_only=True):
    last_mile_bundle_id: _str | None = None
class UploadInvoice(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            order_ids: _list[_str] | None = None
            package_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class CheckTiktokShippingAndCollectionByTiktokCoverage(_Struct, frozen=True, kw_only=True):
    is_tiktok_collection: _bool | None = None
    is_tiktok_shipping: _bool | None = None
class CreateFirstMileBundle(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            order_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
    first_mile_bundle_id: _str | None = None
    url: _str | None = None
class CreatePackages(_Struct, frozen=True, kw_only=True):
    class Dimension(_Struct, frozen=True, kw_only=True):
        height: _str | None = None
        length: _str | None = None
        unit: _Literal["CM", "INCH"] | _str | None = None
        width: _str | None = None
    class ShippingServiceInfo(_Amounts, frozen=True, kw_only=True):
        currency: _str | None = None
        earliest_delivery_days: _int | None = None
        id: _str | None = None
        latest_delivery_days: _int | None = None
        name: _str | None = None
        price: _str | None = None
        shipping_provider_id: _str | None = None
        shipping_provider_name: _str | None = None
    class Weight(_Struct, frozen=True, kw_only=True):
        unit: _Literal["GRAM", "POUND"] | _str | None = None
        value: _str | None = None
    create_time: _int | None = None
    dimension: Dimension | None = None
    package_id: _str | None = None
    shipping_service_info: ShippingServiceInfo | None = None
    weight: Weight | None = None
class SubmitRedemptionInformation(_Struct, frozen=True, kw_only=True):
    class OrderStatuses(_Struct, frozen=True, kw_only=True):
        order_line_id: _str | None = None
        status_code: _int | None = None
    order_statuses: _list[OrderStatuses] | None = None
class GetPodCustomizationDetails(_Struct, frozen=True, kw_only=True):
    class PodDetails(_Struct, frozen=True, kw_only=True):
        pod_info_json: _str | None = None
        order_line_id: _str | None = None
    pod_details: _list[PodDetails] | None = None
    status_code: _int | None = None
class GetOrderCustomsRequirements(_Struct, frozen=True, kw_only=True):
    class OrderClearanceList(_Struct, frozen=True, kw_only=True):
        class ItemList(_Struct, frozen=True, kw_only=True):
            class RelatedItemDetail(_Struct, frozen=True, kw_only=True):
                product_id: _str | None = None
                sku_id: _str | None = None
                qty: _int | None = None
                price_percent: _int | None = None
            order_line_id: _str | None = None
            product_id: _str | None = None
            sku_id: _str | None = None
            is_virtual_unboxing: _bool | None = None
            is_temporary_listing: _bool | None = None
            related_item_detail: _list[RelatedItemDetail] | None = None
        order_id: _str | None = None
        need_fill_clearance: _bool | None = None
        already_filled_clearance: _bool | None = None
        target_country: _str | None = None
        biz_type: _int | None = None
        shipment_type: _int | None = None
        item_list: _list[ItemList] | None = None
    order_clearance_list: _list[OrderClearanceList] | None = None
class SubmitCustomsClearanceInformation(_Struct, frozen=True, kw_only=True):
    ...
class TrackingStatusUpdate(_Struct, frozen=True, kw_only=True):
    class TrackResults(_Struct, frozen=True, kw_only=True):
        action_code: _int | None = None
        occur_time: _int | None = None
        description: _str | None = None
        code: _int | None = None
        message: _str | None = None
        tracking_no: _str | None = None
    track_results: _list[TrackResults] | None = None
class MarkPackageAsShipped(_Struct, frozen=True, kw_only=True):
    class Warning(_Struct, frozen=True, kw_only=True):
        message: _str | None = None
    order_id: _str | None = None
    order_line_item_ids: _list[_str] | None = None
    package_id: _str | None = None
    warning: Warning | None = None
class UpdatePackageShippingInfo(_Struct, frozen=True, kw_only=True):
    ...
class GsFullServiceGetBrands202404Preview(_Struct, frozen=True, kw_only=True):
    class Brands(_Struct, frozen=True, kw_only=True):
        approval_status: _Literal["WAITING", "PASSED", "REJECTED"] | _str | None = None
        id: _str | None = None
        name: _str | None = None
    brands: _list[Brands] | None = None
class GsFullServiceSearchCategories202404Preview(_Struct, frozen=True, kw_only=True):
    class Categories(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        is_leaf: _bool | None = None
        name_cn: _str | None = None
        name_en: _str | None = None
        parent_id: _str | None = None
        status: _str | None = None
    categories: _list[Categories] | None = None
    page_offset: _int | None = None
    page_size: _int | None = None
    total_count: _int | None = None
class GsFullServiceGetCategoryInformation202404Preview(_Struct, frozen=True, kw_only=True):
    first_key_attribute_id: _str | None = None
    id: _str | None = None
    is_allowed_jit: _bool | None = None
    is_custom_key_attribute: _bool | None = None
    is_enabled: _bool | None = None
    is_garment: _bool | None = None
    is_leaf: _bool | None = None
    level: _int | None = None
    name_en: _str | None = None
    name_zh: _str | None = None
    parent_id: _str | None = None
    second_key_attribute_id: _str | None = None
class GsFullServiceGetAttributes202404Preview(_Struct, frozen=True, kw_only=True):
    class Attributes(_Struct, frozen=True, kw_only=True):
        class Values(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name_en: _str | None = None
            name_zh: _str | None = None
        id: _str | None = None
        is_mutiple_selection: _bool | None = None
        is_required: _bool | None = None
        name_en: _str | None = None
        name_zh: _str | None = None
        value_type: _Literal["TEXT", "ENUM_TEXT"] | _str | None = None
        values: _list[Values] | None = None
    attributes: _list[Attributes] | None = None
class GsFullServiceGetBrands(_Struct, frozen=True, kw_only=True):
    class Brands(_Struct, frozen=True, kw_only=True):
        approval_status: _str | None = None
        id: _str | None = None
        name: _str | None = None
    brands: _list[Brands] | None = None
class GsFullServiceSearchCategories(_Struct, frozen=True, kw_only=True):
    class Categories(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        is_leaf: _bool | None = None
        name_cn: _str | None = None
        name_en: _str | None = None
        parent_id: _str | None = None
        status: _str | None = None
        version: _Literal["v1", "v2"] | _str | None = None
    categories: _list[Categories] | None = None
    page_offset: _int | None = None
    page_size: _int | None = None
    total_count: _int | None = None
class GsFullServiceGetCategoryInformation(_Struct, frozen=True, kw_only=True):
    first_key_attribute_id: _str | None = None
    id: _str | None = None
    is_allowed_jit: _bool | None = None
    is_custom_key_attribute: _bool | None = None
    is_enabled: _bool | None = None
    is_garment: _bool | None = None
    is_leaf: _bool | None = None
    level: _int | None = None
    name_en: _str | None = None
    name_zh: _str | None = None
    parent_id: _str | None = None
    second_key_attribute_id: _str | None = None
class GsFullServiceGetAttributes202405Beta(_Struct, frozen=True, kw_only=True):
    class Attributes(_Struct, frozen=True, kw_only=True):
        class Values(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name_en: _str | None = None
            name_zh: _str | None = None
        id: _str | None = None
        is_mutiple_selection: _bool | None = None
        is_required: _bool | None = None
        name_en: _str | None = None
        name_zh: _str | None = None
        type: _Literal["BASE", "SALE", "OTHER"] | _str | None = None
        value_type: _Literal["SINGLETEXT", "ENUM_TEXT"] | _str | None = None
        values: _list[Values] | None = None
    attributes: _list[Attributes] | None = None
class GsProductImageUploadRequirementsQuery(_Struct, frozen=True, kw_only=True):
    class ImageUploadRequirements(_Struct, frozen=True, kw_only=True):
        class ConfigDetails(_Struct, frozen=True, kw_only=True):
            class MaterialUseType(_Struct, frozen=True, kw_only=True):
                code: _str | None = None
                is_required: _bool | None = None
                quantity_ceiling: _int | None = None
                quantity_floor: _int | None = None
            is_required: _bool | None = None
            length_max: _int | None = None
            length_min: _int | None = None
            length_rate: _int | None = None
            material_show_type: _str | None = None
            material_use_type: _list[MaterialUseType] | None = None
            max_size: _int | None = None
            quantity_ceiling: _int | None = None
            quantity_floor: _int | None = None
            width_max: _int | None = None
            width_min: _int | None = None
            width_rate: _int | None = None
        config_details: _list[ConfigDetails] | None = None
        pic_set_type: _list[_str] | None = None
    image_upload_requirements: _list[ImageUploadRequirements] | None = None
    pic_upload_way_configs: _list[_str] | None = None
class GsQualificationFileUpload(_Struct, frozen=True, kw_only=True):
    uri: _str | None = None
class GsCreateProduct202405Beta(_Struct, frozen=True, kw_only=True):
    spu_code: _str | None = None
class GsVideoUpload(_Struct, frozen=True, kw_only=True):
    uri: _str | None = None
class GsGetGradingTemplatesConfig202405Preview(_Struct, frozen=True, kw_only=True):
    class GradingTemplates(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        name: _str | None = None
    grading_templates: _list[GradingTemplates] | None = None
class GsImageUpload202405Preview(_Struct, frozen=True, kw_only=True):
    height: _int | None = None
    uri: _str | None = None
    url: _str | None = None
    width: _int | None = None
class GsCreateProduct202405Preview(_Struct, frozen=True, kw_only=True):
    spu_code: _str | None = None
class GsQuerySkusAndTheirApprovalStatus202405Preview(_Struct, frozen=True, kw_only=True):
    class Spus(_Struct, frozen=True, kw_only=True):
        class Skus(_Struct, frozen=True, kw_only=True):
            code: _str | None = None
            external_sku_code: _str | None = None
            reject_reason: _str | None = None
            status: _Literal["BUYER_SELECTING", "GNE_SELECTING", "ELIMINATED", "WAIT_DELIVERY_SAMPLE", "PATTERNING", "MODIFY_DATA", "PRICING", "WAIT_PRICE_CONFIRM", "WAIT_ORDER", "CAN_NOT_ORDER", "ORDERED", "ON_SHELF", "OFF_SHELF", "CANCELED"] | _str | None = None
            update_time: _int | None = None
        skus: _list[Skus] | None = None
        spu_code: _str | None = None
    next_page_token: _str | None = None
    spus: _list[Spus] | None = None
class GetSizeGroups202405Preview(_Struct, frozen=True, kw_only=True):
    class SizeGroups(_Struct, frozen=True, kw_only=True):
        class SizeSegments(_Struct, frozen=True, kw_only=True):
            size_codes: _list[_str] | None = None
        id: _str | None = None
        name: _str | None = None
        size_segments: _list[SizeSegments] | None = None
    size_grading_required: _bool | None = None
    size_groups: _list[SizeGroups] | None = None
class GsFullServiceGetCertifications202406Beta(_Struct, frozen=True, kw_only=True):
    class Certifications(_Struct, frozen=True, kw_only=True):
        class Qualifications(_Struct, frozen=True, kw_only=True):
            description: _str | None = None
            example_url: _str | None = None
            file_types: _list[_str] | None = None
            max_file_count: _int | None = None
            type: _str | None = None
        description: _str | None = None
        is_required: _bool | None = None
        qualifications: _list[Qualifications] | None = None
        region_code: _str | None = None
        type: _str | None = None
    certifications: _list[Certifications] | None = None
class GsGetGradingTemplatesConfig(_Struct, frozen=True, kw_only=True):
    class GradingTemplates(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        name: _str | None = None
    grading_templates: _list[GradingTemplates] | None = None
class GsImageUpload(_Struct, frozen=True, kw_only=True):
    length: _int | None = None
    uri: _str | None = None
    url: _str | None = None
    width: _int | None = None
class GsQuerySkusAndTheirApprovalStatus202406Beta(_Struct, frozen=True, kw_only=True):
    class Spus(_Struct, frozen=True, kw_only=True):
        class Skus(_Struct, frozen=True, kw_only=True):
            code: _str | None = None
            external_sku_code: _str | None = None
            reject_reason: _str | None = None
            status: _str | None = None
            update_time: _int | None = None
        skus: _list[Skus] | None = None
        spu_code: _str | None = None
    next_page_token: _str | None = None
    spus: _list[Spus] | None = None
class GetSizeGroups202406Beta(_Struct, frozen=True, kw_only=True):
    class SizeGroups(_Struct, frozen=True, kw_only=True):
        class SizeSegments(_Struct, frozen=True, kw_only=True):
            size_codes: _list[_str] | None = None
        id: _str | None = None
        name: _str | None = None
        size_segments: _list[SizeSegments] | None = None
    size_grading_required: _bool | None = None
    size_groups: _list[SizeGroups] | None = None
class GlobalSellingGetSupplierAddresses(_Struct, frozen=True, kw_only=True):
    class Addresses(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            building: _str | None = None
            city_name: _str | None = None
            country_name: _str | None = None
            district_name: _str | None = None
            province_name: _str | None = None
            town_name: _str | None = None
        contact_name: _str | None = None
        detail: Detail | None = None
        full_address: _str | None = None
        id: _str | None = None
        phone_number: _str | None = None
    addresses: _list[Addresses] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GetSizeGroups(_Struct, frozen=True, kw_only=True):
    class SizeGradingData(_Struct, frozen=True, kw_only=True):
        class SizeGroups(_Struct, frozen=True, kw_only=True):
            class SizeSegements(_Struct, frozen=True, kw_only=True):
                size_code: _str | None = None
                size_id: _str | None = None
            id: _str | None = None
            name: _str | None = None
            size_segements: _list[SizeSegements] | None = None
        size_grading_required: _bool | None = None
        size_groups: _list[SizeGroups] | None = None
    size_grading_data: SizeGradingData | None = None
class GsCreateProduct202410Beta(_Struct, frozen=True, kw_only=True):
    spu_code: _str | None = None
class GsQuerySkusAndTheirApprovalStatus202410Beta(_Struct, frozen=True, kw_only=True):
    class Spus(_Struct, frozen=True, kw_only=True):
        class Skus(_Struct, frozen=True, kw_only=True):
            code: _str | None = None
            external_sku_code: _str | None = None
            reject_reason: _str | None = None
            status: _str | None = None
            update_time: _int | None = None
        skus: _list[Skus] | None = None
        spu_code: _str | None = None
    next_page_token: _str | None = None
    spus: _list[Spus] | None = None
class GsFullServiceGetAttributes202503Beta(_Struct, frozen=True, kw_only=True):
    class Attributes(_Struct, frozen=True, kw_only=True):
        class Values(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name_en: _str | None = None
            name_zh: _str | None = None
        id: _str | None = None
        is_mutiple_selection: _bool | None = None
        is_required: _bool | None = None
        name_en: _str | None = None
        name_zh: _str | None = None
        required_regions: _list[_str] | None = None
        type: _Literal["BASE", "SALE", "OTHER"] | _str | None = None
        value_type: _Literal["SINGLETEXT", "ENUM_TEXT"] | _str | None = None
        values: _list[Values] | None = None
    attributes: _list[Attributes] | None = None
class GsQuerySkusAndTheirApprovalStatus(_Struct, frozen=True, kw_only=True):
    class Spus(_Struct, frozen=True, kw_only=True):
        class Skus(_Struct, frozen=True, kw_only=True):
            code: _str | None = None
            external_sku_code: _str | None = None
            reject_reason: _str | None = None
            status: _str | None = None
            update_time: _int | None = None
        skus: _list[Skus] | None = None
        spu_code: _str | None = None
    next_page_token: _str | None = None
    spus: _list[Spus] | None = None
class GsFullServiceGetAttributes(_Struct, frozen=True, kw_only=True):
    class Attributes(_Struct, frozen=True, kw_only=True):
        class RequirementConditions(_Struct, frozen=True, kw_only=True):
            attribute_id: _str | None = None
            attribute_value_ids: _list[_str] | None = None
        class Values(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name_en: _str | None = None
            name_zh: _str | None = None
        id: _str | None = None
        is_mutiple_selection: _bool | None = None
        is_required: _bool | None = None
        name_en: _str | None = None
        name_zh: _str | None = None
        required_regions: _list[_str] | None = None
        requirement_conditions: _list[RequirementConditions] | None = None
        type: _Literal["BASE", "SALE", "OTHER"] | _str | None = None
        value_type: _Literal["SINGLETEXT", "ENUM_TEXT"] | _str | None = None
        values: _list[Values] | None = None
    class RegionAttributes(_Struct, frozen=True, kw_only=True):
        class Attributes(_Struct, frozen=True, kw_only=True):
            class RequirementConditions(_Struct, frozen=True, kw_only=True):
                attribute_id: _str | None = None
                attribute_value_ids: _list[_str] | None = None
            class Values(_Struct, frozen=True, kw_only=True):
                id: _str | None = None
                name_en: _str | None = None
                name_zh: _str | None = None
            id: _str | None = None
            is_mutiple_selection: _bool | None = None
            is_required: _bool | None = None
            name_en: _str | None = None
            name_zh: _str | None = None
            requirement_conditions: _list[RequirementConditions] | None = None
            type: _Literal["BASE", "SALE", "OTHER"] | _str | None = None
            value_type: _Literal["SINGLETEXT", "ENUM_TEXT"] | _str | None = None
            values: _list[Values] | None = None
        attributes: _list[Attributes] | None = None
        region: _str | None = None
    attributes: _list[Attributes] | None = None
    region_attributes: _list[RegionAttributes] | None = None
class GsFullServiceGetCertifications(_Struct, frozen=True, kw_only=True):
    class Certifications(_Struct, frozen=True, kw_only=True):
        class Qualifications(_Struct, frozen=True, kw_only=True):
            description: _str | None = None
            example_url: _str | None = None
            file_types: _list[_str] | None = None
            max_file_count: _int | None = None
            type: _str | None = None
        class RequirementConditions(_Struct, frozen=True, kw_only=True):
            attribute_id: _str | None = None
            attribute_value_ids: _list[_str] | None = None
        description: _str | None = None
        is_required: _bool | None = None
        qualifications: _list[Qualifications] | None = None
        region_code: _str | None = None
        requirement_conditions: _list[RequirementConditions] | None = None
        type: _str | None = None
    certifications: _list[Certifications] | None = None
class GsCreateProduct202508Beta(_Struct, frozen=True, kw_only=True):
    spu_code: _str | None = None
class GsCalculateProductAuditInfo202508(_Struct, frozen=True, kw_only=True):
    class ProductPublishDetail(_Struct, frozen=True, kw_only=True):
        class UnpublishableReasons(_Struct, frozen=True, kw_only=True):
            reason_information: _str | None = None
            reason_type: _int | None = None
        can_publish: _bool | None = None
        region: _str | None = None
        unpublishable_reasons: _list[UnpublishableReasons] | None = None
    product_publish_detail: _list[ProductPublishDetail] | None = None
class GsListSupplierManufacturer(_Struct, frozen=True, kw_only=True):
    class ManufacturerList(_Struct, frozen=True, kw_only=True):
        class PhoneNumber(_Struct, frozen=True, kw_only=True):
            phone_number: _str | None = None
            phone_number_region: _str | None = None
        address: _str | None = None
        email: _str | None = None
        id: _str | None = None
        manufacturer_name: _str | None = None
        phone_number: PhoneNumber | None = None
        registered_trade_name: _str | None = None
    manufacturer_list: _list[ManufacturerList] | None = None
    next_page_token: _str | None = None
class GsGetSupplierRp(_Struct, frozen=True, kw_only=True):
    class RpInfos(_Struct, frozen=True, kw_only=True):
        class Address(_Struct, frozen=True, kw_only=True):
            city: _str | None = None
            country: _str | None = None
            province: _str | None = None
            street: _str | None = None
            street2: _str | None = None
        class Name(_Struct, frozen=True, kw_only=True):
            first_name: _str | None = None
            last_name: _str | None = None
            middle_name: _str | None = None
        class PhoneNumber(_Struct, frozen=True, kw_only=True):
            phone_number: _str | None = None
            phone_number_region: _str | None = None
        address: Address | None = None
        company_name: _str | None = None
        create_time: _int | None = None
        default_RP: _bool | None = None
        email: _str | None = None
        id: _str | None = None
        name: Name | None = None
        phone_number: PhoneNumber | None = None
        rp_name: _str | None = None
        type: _int | None = None
        update_time: _int | None = None
        version: _int | None = None
    next_page_token: _str | None = None
    rp_infos: _list[RpInfos] | None = None
class GsCreateProduct(_Struct, frozen=True, kw_only=True):
    spu_code: _str | None = None
class GsCalculateProductAuditInfo(_Struct, frozen=True, kw_only=True):
    class ProductPublishDetail(_Struct, frozen=True, kw_only=True):
        class UnpublishableReasons(_Struct, frozen=True, kw_only=True):
            reason_information: _str | None = None
            reason_type: _int | None = None
        can_publish: _bool | None = None
        region: _str | None = None
        unpublishable_reasons: _list[UnpublishableReasons] | None = None
    product_publish_detail: _list[ProductPublishDetail] | None = None
class GsFullServiceQueryVirtualInventory202404Preview(_Struct, frozen=True, kw_only=True):
    class Inventory(_Struct, frozen=True, kw_only=True):
        occupied_quantity: _int | None = None
        quantity: _int | None = None
        sku_code: _str | None = None
        warehouse_code: _str | None = None
    inventory: _list[Inventory] | None = None
class GsFullServiceUpdateVirtualInventory202404Preview(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        code: _str | None = None
        message: _str | None = None
        sku_code: _str | None = None
        warehouse_code: _str | None = None
    errors: _list[Errors] | None = None
class GsFullServiceQueryVirtualInventory(_Struct, frozen=True, kw_only=True):
    class Inventory(_Struct, frozen=True, kw_only=True):
        occupied_quantity: _int | None = None
        quantity: _int | None = None
        sku_code: _str | None = None
        warehouse_code: _str | None = None
    inventory: _list[Inventory] | None = None
class GsFullServiceUpdateVirtualInventory(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        code: _str | None = None
        message: _str | None = None
        sku_code: _str | None = None
        warehouse_code: _str | None = None
    errors: _list[Errors] | None = None
class GsCreateDeliveryOrder(_Struct, frozen=True, kw_only=True):
    delivery_order_code: _str | None = None
    stockup_order_code: _str | None = None
class GsConfirmDelivery(_Struct, frozen=True, kw_only=True):
    ...
class GsQueryDeliveryBatchs(_Struct, frozen=True, kw_only=True):
    class DeliveryBatchs(_Struct, frozen=True, kw_only=True):
        class Logistics(_Struct, frozen=True, kw_only=True):
            delivery_option: _Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | _str | None = None
            shipping_provider_code: _str | None = None
            shipping_provider_name: _str | None = None
        class LogisticsOrders(_Struct, frozen=True, kw_only=True):
            class PackageWeight(_Struct, frozen=True, kw_only=True):
                unit: _str | None = None
                value: _str | None = None
            class TrackingRecords(_Struct, frozen=True, kw_only=True):
                message: _str | None = None
                title: _str | None = None
                update_time: _int | None = None
            code: _str | None = None
            failed_reason: _str | None = None
            package_weight: PackageWeight | None = None
            status: _Literal["INIT", "WAIT_CREATE", "CREATE_FAILED", "RTS", "RTS_FAILED", "TTS", "SHIPPED", "SHIPPED_ABNORMAL", "DELIVERED", "DELIVERED_ABNORMAL", "SIGNED", "FINISHED", "CANCELED", "RETURNING_TO_SENDER", "RETURNED_TO_SENDER"] | _str | None = None
            tracking_number: _str | None = None
            tracking_records: _list[TrackingRecords] | None = None
        class PredictedPickInfo(_Struct, frozen=True, kw_only=True):
            end_time: _int | None = None
            start_time: _int | None = None
        class ReceiverContact(_Struct, frozen=True, kw_only=True):
            class AddressDetail(_Struct, frozen=True, kw_only=True):
                city_id: _int | None = None
                city_name: _str | None = None
                country_id: _int | None = None
                country_name: _str | None = None
                detail: _str | None = None
                district_id: _int | None = None
                district_name: _str | None = None
                province_id: _int | None = None
                province_name: _str | None = None
                town_id: _int | None = None
                town_name: _str | None = None
            address_detail: AddressDetail | None = None
            contact_name: _str | None = None
            email: _str | None = None
            full_address: _str | None = None
            phone_number: _str | None = None
            postal_code: _str | None = None
        class SenderContact(_Struct, frozen=True, kw_only=True):
            class AddressDetail(_Struct, frozen=True, kw_only=True):
                city_id: _int | None = None
                city_name: _str | None = None
                country_id: _int | None = None
                country_name: _str | None = None
                detail: _str | None = None
                district_id: _int | None = None
                district_name: _str | None = None
                province_id: _int | None = None
                province_name: _str | None = None
                town_id: _int | None = None
                town_name: _str | None = None
            address_detail: AddressDetail | None = None
            contact_name: _str | None = None
            email: _str | None = None
            full_address: _str | None = None
            phone_number: _str | None = None
            postal_code: _str | None = None
        code: _str | None = None
        create_time: _int | None = None
        logistics: Logistics | None = None
        logistics_order_quantity: _int | None = None
        logistics_orders: _list[LogisticsOrders] | None = None
        logistics_package_quantity: _int | None = None
        logistics_picker_name: _str | None = None
        logistics_picker_phone: _str | None = None
        predicted_arrive_time: _int | None = None
        predicted_pick_info: PredictedPickInfo | None = None
        predicted_ship_time: _int | None = None
        receiver_contact: ReceiverContact | None = None
        sender_contact: SenderContact | None = None
        status: _Literal["INIT", "WAIT_CREATE", "CREATE_FAILED", "RTS", "RTS_FAILED", "TTS", "PARTIAL_SHIPPED", "SHIPPED_ABNORMAL", "SHIPPED", "PARTIAL_DELIVERED", "DELIVERED", "PARTIAL_SIGNED", "SIGNED", "CANCELED", "RETURNING_TO_SENDER", "RETURNED_TO_SENDER"] | _str | None = None
    delivery_batchs: _list[DeliveryBatchs] | None = None
class GsGetDeliveryOrderPrintDocument(_Struct, frozen=True, kw_only=True):
    document_url: _str | None = None
class GlobalSellingReserveShipment202405Beta(_Struct, frozen=True, kw_only=True):
    delivery_batch_code: _str | None = None
class GlobalSellingSearchDeliveryOrders202405Beta(_Struct, frozen=True, kw_only=True):
    class DeliveryOrders(_Struct, frozen=True, kw_only=True):
        class DeliveryPackages(_Struct, frozen=True, kw_only=True):
            class Skus(_Struct, frozen=True, kw_only=True):
                quantity: _int | None = None
                sku_code: _str | None = None
            logistics_order_code: _str | None = None
            package_code: _str | None = None
            skus: _list[Skus] | None = None
        class Logistics(_Struct, frozen=True, kw_only=True):
            delivery_option: _Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | _str | None = None
            shipping_provider_code: _str | None = None
        class Skc(_Struct, frozen=True, kw_only=True):
            external_skc_code: _str | None = None
            first_key_attribute_name_en: _str | None = None
            first_key_attribute_name_zh: _str | None = None
            first_key_attribute_value_en: _str | None = None
            first_key_attribute_value_zh: _str | None = None
            platform_skc_code: _str | None = None
        class Skus(_Struct, frozen=True, kw_only=True):
            barcode: _str | None = None
            external_sku_code: _str | None = None
            platform_sku_code: _str | None = None
            second_key_attribute_name_en: _str | None = None
            second_key_attribute_name_zh: _str | None = None
            second_key_attribute_value_en: _str | None = None
            second_key_attribute_value_zh: _str | None = None
        class WarehouseContact(_Struct, frozen=True, kw_only=True):
            class AddressDetail(_Struct, frozen=True, kw_only=True):
                city_id: _int | None = None
                city_name: _str | None = None
                country_id: _int | None = None
                country_name: _str | None = None
                detail: _str | None = None
                district_id: _int | None = None
                district_name: _str | None = None
                province_id: _int | None = None
                province_name: _str | None = None
                town_id: _int | None = None
                town_name: _str | None = None
            address_detail: AddressDetail | None = None
            contact_name: _str | None = None
            email: _str | None = None
            full_address: _str | None = None
            phone_number: _str | None = None
            postal_code: _str | None = None
        arrived_time: _int | None = None
        category_id: _str | None = None
        code: _str | None = None
        delivery_batch_code: _str | None = None
        delivery_packages: _list[DeliveryPackages] | None = None
        delivery_quantity: _int | None = None
        delivery_type: _Literal["DELIVERY_NORMAL", "DEFECTIVE_REPAIR", "ALL_RETURN_REPAIR", "LESS_SUPPLEMENT", "LOGISTICS_IN_BATCH", "REPLENISH_IN_WAREHOUSE"] | _str | None = None
        emergency_level: _Literal["URGENT", "EXPEDITED", "GENERAL"] | _str | None = None
        inbound_quantity: _int | None = None
        is_first_order: _bool | None = None
        is_sample_included: _bool | None = None
        latest_status_update_time: _int | None = None
        logistics: Logistics | None = None
        mode: _Literal["SELF_DELIVERY", "PLATFORM_DELIVERY"] | _str | None = None
        platform_spu_code: _str | None = None
        predicted_arrived_time: _int | None = None
        predicted_ship_time: _int | None = None
        qualified_quantity: _int | None = None
        quality_check_result: _Literal["PASS", "FAIL", "PART_FAIL"] | _str | None = None
        received_quantity: _int | None = None
        relative_code: _str | None = None
        relative_code_type: _Literal["STOCKUP_ORDER", "ABNORMAL_ORDER"] | _str | None = None
        require_arrived_time: _int | None = None
        returned_quantity: _int | None = None
        sample_code: _str | None = None
        sample_status: _Literal["WAIT_FOR_SEND", "SAMPLE_SENT", "PLATFORM_SIGNED", "WAIT_FOR_SUPPLIER_SIGN", "SUPPLIER_SIGNED", "CANCELED"] | _str | None = None
        ship_time: _int | None = None
        skc: Skc | None = None
        skus: _list[Skus] | None = None
        status: _Literal["WAIT_DELIVERY", "DELIVERED", "SIGNED", "RECEIVED", "IN_QUALITY_CHECK", "QUALITY_CHECK_COMPLETED", "INBOUND", "RETURN_COMPLETED", "CANCELED"] | _str | None = None
        stockup_type: _Literal["JIT", "NORMAL"] | _str | None = None
        unqualified_quantity: _int | None = None
        warehouse_code: _str | None = None
        warehouse_contact: WarehouseContact | None = None
        warehouse_name: _str | None = None
    delivery_orders: _list[DeliveryOrders] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GlobalSellingGetSkuPrintDocument202405Beta(_Struct, frozen=True, kw_only=True):
    document_url: _str | None = None
class GlobalSellingSearchAvailableShippingProviders202405Beta(_Struct, frozen=True, kw_only=True):
    class ReserveArrivedTimes(_Struct, frozen=True, kw_only=True):
        arrived_time: _int | None = None
        can_reserve: _bool | None = None
    class ShippingProviders(_Struct, frozen=True, kw_only=True):
        class MaxChargeFee(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class MinChargeFee(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ReserveData(_Struct, frozen=True, kw_only=True):
            class ReserveSegments(_Struct, frozen=True, kw_only=True):
                can_reserve: _bool | None = None
                end_time: _int | None = None
                start_time: _int | None = None
            can_reserve: _bool | None = None
            reserve_segments: _list[ReserveSegments] | None = None
            ship_time: _int | None = None
        delivery_option: _Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | _str | None = None
        max_charge_fee: MaxChargeFee | None = None
        min_charge_fee: MinChargeFee | None = None
        provider_code: _str | None = None
        provider_name: _str | None = None
        reserve_data: _list[ReserveData] | None = None
    reserve_arrived_times: _list[ReserveArrivedTimes] | None = None
    shipping_providers: _list[ShippingProviders] | None = None
class GlobalSellingSearchStockupOrders202405Beta(_Struct, frozen=True, kw_only=True):
    class StockupOrders(_Struct, frozen=True, kw_only=True):
        class Skc(_Struct, frozen=True, kw_only=True):
            external_skc_code: _str | None = None
            first_key_attribute_name_en: _str | None = None
            first_key_attribute_name_zh: _str | None = None
            first_key_attribute_value_en: _str | None = None
            first_key_attribute_value_zh: _str | None = None
            platform_skc_code: _str | None = None
        class Skus(_Struct, frozen=True, kw_only=True):
            barcode: _str | None = None
            delivered_quantity: _int | None = None
            external_sku_code: _str | None = None
            inbound_quantity: _int | None = None
            platform_sku_code: _str | None = None
            received_quantity: _int | None = None
            returned_quantity: _int | None = None
            second_key_attribute_name_en: _str | None = None
            second_key_attribute_name_zh: _str | None = None
            second_key_attribute_value_en: _str | None = None
            second_key_attribute_value_zh: _str | None = None
            stockup_quantity: _int | None = None
        can_deliver: _bool | None = None
        category_id: _str | None = None
        code: _str | None = None
        create_time: _int | None = None
        delivery_quantity: _int | None = None
        emergency_level: _Literal["URGENT", "EXPEDITED", "GENERAL"] | _str | None = None
        inbound_quantity: _int | None = None
        is_delivery_completed: _bool | None = None
        is_first_order: _bool | None = None
        is_normal: _bool | None = None
        latest_status_update_time: _int | None = None
        manufacture_mode: _Literal["OBM_TYPE", "ODM_MADE_TO_ORDER", "ODM_READY_TO_BUY", "OEM"] | _str | None = None
        platform_spu_code: _str | None = None
        received_quantity: _int | None = None
        require_arrived_time: _int | None = None
        require_ship_time: _int | None = None
        returned_quantity: _int | None = None
        skc: Skc | None = None
        skus: _list[Skus] | None = None
        source: _str | None = None
        status: _str | None = None
        stockup_quantity: _int | None = None
        type: _Literal["JIT", "NORMAL"] | _str | None = None
    next_page_token: _str | None = None
    stockup_orders: _list[StockupOrders] | None = None
    total_count: _int | None = None
class GsGetLogisticsWaybillsPrintDocument(_Struct, frozen=True, kw_only=True):
    document_url: _str | None = None
class GsCreateDeliveryOrder202405Preview(_Struct, frozen=True, kw_only=True):
    delivery_order_code: _str | None = None
    stockup_order_code: _str | None = None
class GsConfirmDelivery202405Preview(_Struct, frozen=True, kw_only=True):
    ...
class GsQueryDeliveryBatchs202405Preview(_Struct, frozen=True, kw_only=True):
    class DeliveryBatchs(_Struct, frozen=True, kw_only=True):
        class Logistics(_Struct, frozen=True, kw_only=True):
            delivery_option: _Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | _str | None = None
            shipping_provider_code: _str | None = None
            shipping_provider_name: _str | None = None
        class LogisticsOrders(_Struct, frozen=True, kw_only=True):
            class PackageWeight(_Struct, frozen=True, kw_only=True):
                unit: _str | None = None
                value: _int | None = None
            class TrackingRecords(_Struct, frozen=True, kw_only=True):
                message: _str | None = None
                title: _str | None = None
                update_time: _int | None = None
            code: _str | None = None
            failed_reason: _str | None = None
            package_weight: PackageWeight | None = None
            status: _str | None = None
            tracking_number: _str | None = None
            tracking_records: _list[TrackingRecords] | None = None
        class PredictedPickInfo(_Struct, frozen=True, kw_only=True):
            end_time: _int | None = None
            start_time: _int | None = None
        class ReceiverContact(_Struct, frozen=True, kw_only=True):
            class AddressDetail(_Struct, frozen=True, kw_only=True):
                city_id: _int | None = None
                city_name: _str | None = None
                country_id: _int | None = None
                country_name: _str | None = None
                detail: _str | None = None
                district_id: _int | None = None
                district_name: _str | None = None
                province_id: _int | None = None
                province_name: _str | None = None
                town_id: _int | None = None
                town_name: _str | None = None
            address_detail: AddressDetail | None = None
            contact_name: _str | None = None
            email: _str | None = None
            full_address: _str | None = None
            phone_number: _str | None = None
            postal_code: _str | None = None
        class SenderContact(_Struct, frozen=True, kw_only=True):
            class AddressDetail(_Struct, frozen=True, kw_only=True):
                city_id: _int | None = None
                city_name: _str | None = None
                country_id: _int | None = None
                country_name: _str | None = None
                detail: _str | None = None
                district_id: _int | None = None
                district_name: _str | None = None
                province_id: _int | None = None
                province_name: _str | None = None
                town_id: _int | None = None
                town_name: _str | None = None
            address_detail: AddressDetail | None = None
            contact_name: _str | None = None
            email: _str | None = None
            full_address: _str | None = None
            phone_number: _str | None = None
            postal_code: _str | None = None
        code: _str | None = None
        create_time: _int | None = None
        logistics: Logistics | None = None
        logistics_order_quantity: _int | None = None
        logistics_orders: _list[LogisticsOrders] | None = None
        logistics_package_quantity: _int | None = None
        logistics_picker_name: _str | None = None
        logistics_picker_phone: _str | None = None
        predicted_arrive_time: _int | None = None
        predicted_pick_info: PredictedPickInfo | None = None
        predicted_ship_time: _int | None = None
        receiver_contact: ReceiverContact | None = None
        sender_contact: SenderContact | None = None
        status: _Literal["INIT", "WAIT_CREATE", "CREATE_FAILED", "RTS", "RTS_FAILED", "TTS", "PARTIAL_SHIPPED", "SHIPPED_ABNORMAL", "SHIPPED", "PARTIAL_DELIVERED", "DELIVERED", "PARTIAL_SIGNED", "SIGNED", "CANCELED", "RETURNING_TO_SENDER", "RETURNED_TO_SENDER"] | _str | None = None
    delivery_batchs: _list[DeliveryBatchs] | None = None
class GsGetDeliveryOrderPrintDocument202405Preview(_Struct, frozen=True, kw_only=True):
    document_url: _str | None = None
class GlobalSellingReserveShipment202405Preview(_Struct, frozen=True, kw_only=True):
    delivery_batch_code: _str | None = None
class GlobalSellingSearchDeliveryOrders202405Preview(_Struct, frozen=True, kw_only=True):
    class DeliveryOrders(_Struct, frozen=True, kw_only=True):
        class DeliveryPackages(_Struct, frozen=True, kw_only=True):
            class Skus(_Struct, frozen=True, kw_only=True):
                quantity: _int | None = None
                sku_code: _str | None = None
            logistics_order_code: _str | None = None
            package_code: _str | None = None
            skus: _list[Skus] | None = None
        class Logistics(_Struct, frozen=True, kw_only=True):
            delivery_option: _Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | _str | None = None
            shipping_provider_code: _str | None = None
        class Skc(_Struct, frozen=True, kw_only=True):
            external_skc_code: _str | None = None
            first_key_attribute_name_en: _str | None = None
            first_key_attribute_name_zh: _str | None = None
            first_key_attribute_value_en: _str | None = None
            first_key_attribute_value_zh: _str | None = None
            platform_skc_code: _str | None = None
        class Skus(_Struct, frozen=True, kw_only=True):
            barcode: _str | None = None
            external_sku_code: _str | None = None
            platform_sku_code: _str | None = None
            second_key_attribute_name_en: _str | None = None
            second_key_attribute_name_zh: _str | None = None
            second_key_attribute_value_en: _str | None = None
            second_key_attribute_value_zh: _str | None = None
        class WarehouseContact(_Struct, frozen=True, kw_only=True):
            class AddressDetail(_Struct, frozen=True, kw_only=True):
                city_id: _int | None = None
                city_name: _str | None = None
                country_id: _int | None = None
                country_name: _str | None = None
                detail: _str | None = None
                district_id: _int | None = None
                district_name: _str | None = None
                province_id: _int | None = None
                province_name: _str | None = None
                town_id: _int | None = None
                town_name: _str | None = None
            address_detail: AddressDetail | None = None
            contact_name: _str | None = None
            email: _str | None = None
            full_address: _str | None = None
            phone_number: _str | None = None
            postal_code: _str | None = None
        arrived_time: _int | None = None
        category_id: _str | None = None
        code: _str | None = None
        delivery_batch_code: _str | None = None
        delivery_packages: _list[DeliveryPackages] | None = None
        delivery_quantity: _int | None = None
        delivery_type: _Literal["DELIVERY_NORMAL", "DEFECTIVE_REPAIR", "ALL_RETURN_REPAIR", "LESS_SUPPLEMENT", "LOGISTICS_IN_BATCH", "REPLENISH_IN_WAREHOUSE"] | _str | None = None
        emergency_level: _Literal["URGENT", "EXPEDITED", "GENERAL"] | _str | None = None
        inbound_quantity: _int | None = None
        is_first_order: _bool | None = None
        is_sample_included: _bool | None = None
        logistics: Logistics | None = None
        mode: _Literal["SELF_DELIVERY", "PLATFORM_DELIVERY"] | _str | None = None
        platform_spu_code: _str | None = None
        predicted_arrived_time: _int | None = None
        predicted_ship_time: _int | None = None
        qualified_quantity: _int | None = None
        quality_check_result: _Literal["PASS", "FAIL", "PART_FAIL"] | _str | None = None
        received_quantity: _int | None = None
        relative_code: _str | None = None
        relative_code_type: _Literal["STOCKUP_ORDER", "ABNORMAL_ORDER"] | _str | None = None
        require_arrived_time: _int | None = None
        returned_quantity: _int | None = None
        sample_code: _str | None = None
        sample_status: _Literal["WAIT_FOR_SEND", "SAMPLE_SENT", "PLATFORM_SIGNED", "WAIT_FOR_SUPPLIER_SIGN", "SUPPLIER_SIGNED", "CANCELED"] | _str | None = None
        ship_time: _int | None = None
        skc: Skc | None = None
        skus: _list[Skus] | None = None
        status: _Literal["WAIT_DELIVERY", "DELIVERED", "SIGNED", "RECEIVED", "IN_QUALITY_CHECK", "QUALITY_CHECK_COMPLETED", "INBOUND", "RETURN_COMPLETED", "CANCELED"] | _str | None = None
        stockup_type: _Literal["JIT", "NORMAL"] | _str | None = None
        unqualified_quantity: _int | None = None
        warehouse_code: _str | None = None
        warehouse_contact: WarehouseContact | None = None
        warehouse_name: _str | None = None
    delivery_orders: _list[DeliveryOrders] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GlobalSellingSearchAvailableShippingProviders202405Preview(_Struct, frozen=True, kw_only=True):
    class ReserveArrivedTimes(_Struct, frozen=True, kw_only=True):
        arrived_time: _int | None = None
        can_reserve: _bool | None = None
    class ShippingProviders(_Struct, frozen=True, kw_only=True):
        class MaxChargeFee(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class MinChargeFee(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class ReserveData(_Struct, frozen=True, kw_only=True):
            class ReserveSegments(_Struct, frozen=True, kw_only=True):
                can_reserve: _bool | None = None
                end_time: _int | None = None
                start_time: _int | None = None
            can_reserve: _bool | None = None
            reserve_segments: _list[ReserveSegments] | None = None
            ship_time: _int | None = None
        delivery_option: _Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | _str | None = None
        max_charge_fee: MaxChargeFee | None = None
        min_charge_fee: MinChargeFee | None = None
        provider_code: _str | None = None
        provider_name: _str | None = None
        reserve_data: _list[ReserveData] | None = None
    reserve_arrived_times: _list[ReserveArrivedTimes] | None = None
    shipping_providers: _list[ShippingProviders] | None = None
class GlobalSellingSearchStockupOrders202405Preview(_Struct, frozen=True, kw_only=True):
    class StockupOrders(_Struct, frozen=True, kw_only=True):
        class Skc(_Struct, frozen=True, kw_only=True):
            external_skc_code: _str | None = None
            first_key_attribute_name_en: _str | None = None
            first_key_attribute_name_zh: _str | None = None
            first_key_attribute_value_en: _str | None = None
            first_key_attribute_value_zh: _str | None = None
            platform_skc_code: _str | None = None
        class Skus(_Struct, frozen=True, kw_only=True):
            barcode: _str | None = None
            delivered_quantity: _int | None = None
            external_sku_code: _str | None = None
            inbound_quantity: _int | None = None
            platform_sku_code: _str | None = None
            received_quantity: _int | None = None
            returned_quantity: _int | None = None
            second_key_attribute_name_en: _str | None = None
            second_key_attribute_name_zh: _str | None = None
            second_key_attribute_value_en: _str | None = None
            second_key_attribute_value_zh: _str | None = None
            stockup_quantity: _int | None = None
        can_deliver: _bool | None = None
        category_id: _str | None = None
        code: _str | None = None
        create_time: _int | None = None
        delivery_quantity: _int | None = None
        emergency_level: _Literal["URGENT", "EXPEDITED", "GENERAL"] | _str | None = None
        inbound_quantity: _int | None = None
        is_delivery_completed: _bool | None = None
        is_first_order: _bool | None = None
        is_normal: _bool | None = None
        manufacture_mode: _Literal["OBM_TYPE", "ODM_MADE_TO_ORDER", "ODM_READY_TO_BUY", "OEM"] | _str | None = None
        platform_spu_code: _str | None = None
        received_quantity: _int | None = None
        require_arrived_time: _int | None = None
        require_ship_time: _int | None = None
        returned_quantity: _int | None = None
        skc: Skc | None = None
        skus: _list[Skus] | None = None
        source: _str | None = None
        status: _str | None = None
        stockup_quantity: _int | None = None
        type: _Literal["JIT", "NORMAL"] | _str | None = None
    next_page_token: _str | None = None
    stockup_orders: _list[StockupOrders] | None = None
    total_count: _int | None = None
class GsGetLogisticsWaybillsPrintDocument202405Preview(_Struct, frozen=True, kw_only=True):
    document_url: _str | None = None
class GlobalSellingSearchAbnormalOrders(_Struct, frozen=True, kw_only=True):
    class AbnormalOrders(_Struct, frozen=True, kw_only=True):
        class Skc(_Struct, frozen=True, kw_only=True):
            external_skc_code: _str | None = None
            first_key_attribute_name_en: _str | None = None
            first_key_attribute_name_zh: _str | None = None
            first_key_attribute_value_en: _str | None = None
            first_key_attribute_value_zh: _str | None = None
            image_url: _str | None = None
            platform_skc_code: _str | None = None
        class Skus(_Struct, frozen=True, kw_only=True):
            abnormal_quantity: _int | None = None
            barcode: _str | None = None
            external_sku_code: _str | None = None
            platform_sku_code: _str | None = None
            second_key_attribute_name_en: _str | None = None
            second_key_attribute_name_zh: _str | None = None
            second_key_attribute_value_en: _str | None = None
            second_key_attribute_value_zh: _str | None = None
        abnormal_quantity: _str | None = None
        abnormality_register_image_url: _str | None = None
        category_id: _str | None = None
        code: _str | None = None
        create_time: _int | None = None
        delivery_order_code: _str | None = None
        handle_method: _str | None = None
        inspect_order_code: _str | None = None
        platform_spu_code: _str | None = None
        quality_check_result: _str | None = None
        relative_return_status: _Literal["OPERATER_CONFIRMING", "MERCHANT_CONFIRMING", "TO_TRANSIT", "IN_TRANSIT", "OUTBOUND", "SHIPPED", "COMPLETED", "CANCELED"] | _str | None = None
        remark: _str | None = None
        return_order_code: _str | None = None
        skc: Skc | None = None
        skus: _list[Skus] | None = None
        stockup_order_code: _str | None = None
        type: _Literal["AT_PLATFORM_DELIVERY_TRANS_TIMEOUT", "AT_SELF_DELIVERY_TRANS_TIMEOUT", "AT_LOGISTICS_DAMAGE", "AT_LOGISTICS_PKG_ATTACH_MULTI_DELIVERY_ORDER", "AT_DELIVERY_PKG_BOX_MARK_NO_RECOGNIZED", "AT_DELIVERY_PACKAGE_NO_BOX_MARK", "AT_DELIVERY_ORDER_NO_DELIVERYED", "AT_DELIVERY_ORDER_CANCELED", "AT_QUANTITY_ABNORMAL_MORE", "AT_MISPLACED_GOODS", "AT_WRONG_BARCODE", "AT_BARCODE_DAMAGED_DIRTY", "AT_PRODUCT_EXPANSION_BAG", "AT_PRODUCT_DAMAGED_DIRTY", "AT_MISSING_PACKAGE", "AT_ABNORMAL_QUANTITY", "AT_ABNORMAL_QUALITY", "AT_INSPECT_QUALITY"] | _str | None = None
    abnormal_orders: _list[AbnormalOrders] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GlobalSellingReserveShipment202407(_Struct, frozen=True, kw_only=True):
    logistics_order: _str | None = None
class GlobalSellingSearchDeliveryOrders(_Struct, frozen=True, kw_only=True):
    class DeliveryOrders(_Struct, frozen=True, kw_only=True):
        class DeliveryPackages(_Struct, frozen=True, kw_only=True):
            class Skus(_Struct, frozen=True, kw_only=True):
                quantity: _int | None = None
                sku_code: _str | None = None
            package_code: _str | None = None
            skus: _list[Skus] | None = None
        class Logistics(_Struct, frozen=True, kw_only=True):
            delivery_option: _Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | _str | None = None
            logistics_order: _str | None = None
            shipping_provider_code: _str | None = None
        class Skc(_Struct, frozen=True, kw_only=True):
            external_skc_code: _str | None = None
            first_key_attribute_name_en: _str | None = None
            first_key_attribute_name_zh: _str | None = None
            first_key_attribute_value_en: _str | None = None
            first_key_attribute_value_zh: _str | None = None
            image_url: _str | None = None
            platform_skc_code: _str | None = None
        class Skus(_Struct, frozen=True, kw_only=True):
            barcode: _str | None = None
            delivered_quantity: _int | None = None
            external_sku_code: _str | None = None
            inbound_quantity: _int | None = None
            platform_sku_code: _str | None = None
            qualified_quantity: _int | None = None
            received_quantity: _int | None = None
            returned_quantity: _int | None = None
            second_key_attribute_name_en: _str | None = None
            second_key_attribute_name_zh: _str | None = None
            second_key_attribute_value_en: _str | None = None
            second_key_attribute_value_zh: _str | None = None
            unqualified_quantity: _int | None = None
        class WarehouseContact(_Struct, frozen=True, kw_only=True):
            class AddressDetail(_Struct, frozen=True, kw_only=True):
                city_name: _str | None = None
                country_name: _str | None = None
                detail: _str | None = None
                district_name: _str | None = None
                province_name: _str | None = None
                town_name: _str | None = None
            address_detail: AddressDetail | None = None
            contact_name: _str | None = None
            email: _str | None = None
            full_address: _str | None = None
            phone_number: _str | None = None
            postal_code: _str | None = None
        arrived_time: _int | None = None
        category_id: _str | None = None
        code: _str | None = None
        delivered_quantity: _int | None = None
        delivery_packages: _list[DeliveryPackages] | None = None
        delivery_type: _Literal["DELIVERY_NORMAL", "DEFECTIVE_REPAIR", "ALL_RETURN_REPAIR", "LESS_SUPPLEMENT", "LOGISTICS_IN_BATCH", "REPLENISH_IN_WAREHOUSE"] | _str | None = None
        emergency_level: _Literal["URGENT", "EXPEDITED", "GENERAL"] | _str | None = None
        inbound_quantity: _int | None = None
        is_first_order: _bool | None = None
        is_sample_included: _bool | None = None
        latest_status_update_time: _int | None = None
        logistics: Logistics | None = None
        mode: _Literal["SELF_DELIVERY", "PLATFORM_DELIVERY"] | _str | None = None
        platform_spu_code: _str | None = None
        predicted_arrived_time: _int | None = None
        predicted_ship_time: _int | None = None
        qualified_quantity: _int | None = None
        quality_check_result: _Literal["PASS", "FAIL", "PART_FAIL"] | _str | None = None
        received_quantity: _int | None = None
        relative_code: _str | None = None
        relative_code_type: _Literal["STOCKUP_ORDER", "ABNORMAL_ORDER"] | _str | None = None
        require_arrived_time: _int | None = None
        returned_quantity: _int | None = None
        sample_code: _str | None = None
        sample_status: _Literal["WAIT_FOR_SEND", "SAMPLE_SENT", "PLATFORM_SIGNED", "WAIT_FOR_SUPPLIER_SIGN", "SUPPLIER_SIGNED", "CANCELED"] | _str | None = None
        ship_time: _int | None = None
        skc: Skc | None = None
        skus: _list[Skus] | None = None
        status: _Literal["WAIT_DELIVERY", "DELIVERED", "SIGNED", "RECEIVED", "IN_QUALITY_CHECK", "QUALITY_CHECK_COMPLETED", "INBOUND", "RETURN_COMPLETED", "CANCELED"] | _str | None = None
        stockup_type: _Literal["JIT", "NORMAL"] | _str | None = None
        unqualified_quantity: _int | None = None
        warehouse_code: _str | None = None
        warehouse_contact: WarehouseContact | None = None
        warehouse_name: _str | None = None
    delivery_orders: _list[DeliveryOrders] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GlobalSellingQueryLogisticsOrders(_Struct, frozen=True, kw_only=True):
    class LogisticsOrders(_Struct, frozen=True, kw_only=True):
        class Logistics(_Struct, frozen=True, kw_only=True):
            delivery_option: _Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | _str | None = None
            shipping_provider_code: _str | None = None
            shipping_provider_name: _str | None = None
        class LogisticsSubOrders(_Struct, frozen=True, kw_only=True):
            class PackageWeight(_Struct, frozen=True, kw_only=True):
                unit: _Literal["GRAM", "KILOGRAM"] | _str | None = None
                value: _str | None = None
            class TrackingRecords(_Struct, frozen=True, kw_only=True):
                message: _str | None = None
                title: _str | None = None
                update_time: _int | None = None
            code: _str | None = None
            completion_time: _int | None = None
            create_time: _int | None = None
            delivery_time: _int | None = None
            failed_reason: _str | None = None
            latest_update_time: _int | None = None
            loss_suspend_time: _int | None = None
            package_weight: PackageWeight | None = None
            pickup_time: _int | None = None
            sign_time: _int | None = None
            status: _Literal["INIT", "WAIT_CREATE", "CREATE_FAILED", "RTS", "RTS_FAILED", "TTS", "SHIPPED", "SHIPPED_ABNORMAL", "DELIVERED", "DELIVERED_ABNORMAL", "SIGNED", "FINISHED", "CANCELED", "RETURNING_TO_SENDER", "RETURNED_TO_SENDER"] | _str | None = None
            tracking_number: _str | None = None
            tracking_records: _list[TrackingRecords] | None = None
        class PredictedPickInfo(_Struct, frozen=True, kw_only=True):
            end_time: _int | None = None
            start_time: _int | None = None
        class ReceiverContact(_Struct, frozen=True, kw_only=True):
            class AddressDetail(_Struct, frozen=True, kw_only=True):
                city_name: _str | None = None
                country_name: _str | None = None
                detail: _str | None = None
                district_name: _str | None = None
                province_name: _str | None = None
                town_name: _str | None = None
            address_detail: AddressDetail | None = None
            contact_name: _str | None = None
            email: _str | None = None
            full_address: _str | None = None
            phone_number: _str | None = None
            postal_code: _str | None = None
        class SenderContact(_Struct, frozen=True, kw_only=True):
            class AddressDetail(_Struct, frozen=True, kw_only=True):
                city_name: _str | None = None
                country_name: _str | None = None
                detail: _str | None = None
                district_name: _str | None = None
                province_name: _str | None = None
                town_name: _str | None = None
            address_detail: AddressDetail | None = None
            contact_name: _str | None = None
            email: _str | None = None
            full_address: _str | None = None
            phone_number: _str | None = None
            postal_code: _str | None = None
        code: _str | None = None
        completion_time: _int | None = None
        create_time: _int | None = None
        delivery_time: _int | None = None
        latest_update_time: _int | None = None
        logistics: Logistics | None = None
        logistics_package_quantity: _int | None = None
        logistics_picker_name: _str | None = None
        logistics_picker_phone: _str | None = None
        logistics_sub_order_quantity: _int | None = None
        logistics_sub_orders: _list[LogisticsSubOrders] | None = None
        pickup_time: _int | None = None
        predicted_arrive_time: _int | None = None
        predicted_pick_info: PredictedPickInfo | None = None
        predicted_ship_time: _int | None = None
        receiver_contact: ReceiverContact | None = None
        sender_contact: SenderContact | None = None
        sign_time: _int | None = None
        status: _Literal["INIT", "WAIT_CREATE", "CREATE_FAILED", "RTS", "RTS_FAILED", "TTS", "PARTIAL_SHIPPED", "SHIPPED_ABNORMAL", "SHIPPED", "PARTIAL_DELIVERED", "DELIVERED", "PARTIAL_SIGNED", "SIGNED", "CANCELED", "RETURNING_TO_SENDER", "RETURNED_TO_SENDER"] | _str | None = None
        type: _Literal["DELIVERY", "RETURN"] | _str | None = None
    logistics_orders: _list[LogisticsOrders] | None = None
class GlobalSellingCancelShipment(_Struct, frozen=True, kw_only=True):
    ...
class GlobalSellingGetQualityDocuments(_Struct, frozen=True, kw_only=True):
    document_url: _str | None = None
class GlobalSellingSearchReturnOrders(_Struct, frozen=True, kw_only=True):
    class ReturnOrders(_Struct, frozen=True, kw_only=True):
        class Logistics(_Struct, frozen=True, kw_only=True):
            class Skus(_Struct, frozen=True, kw_only=True):
                actual_quantity: _int | None = None
                barcode: _str | None = None
                cancel_reason: _str | None = None
                confirm_quantity: _int | None = None
                confirm_reason: _str | None = None
                external_skc_code: _str | None = None
                external_sku_code: _str | None = None
                first_key_attribute_name_en: _str | None = None
                first_key_attribute_name_zh: _str | None = None
                first_key_attribute_value_en: _str | None = None
                first_key_attribute_value_zh: _str | None = None
                image_url: _str | None = None
                platform_sku_code: _str | None = None
                request_quantity: _int | None = None
                second_key_attribute_name_en: _str | None = None
                second_key_attribute_name_zh: _str | None = None
                second_key_attribute_value_en: _str | None = None
                second_key_attribute_value_zh: _str | None = None
            actual_quantity: _int | None = None
            category_id: _str | None = None
            confirm_quantity: _int | None = None
            logistics_order: _str | None = None
            platform_spu_code: _str | None = None
            request_quantity: _int | None = None
            shipping_provider_code: _str | None = None
            skus: _list[Skus] | None = None
        code: _str | None = None
        detailed_reason: _str | None = None
        logistics: Logistics | None = None
        method: _Literal["SELF_PICKUP", "EXPRESS_DELIVERY", "PLATFORM_DELIVERY", "ABANDON_GOODS"] | _str | None = None
        outbound_batch_code: _str | None = None
        reason_type: _str | None = None
        source: _Literal["MERCHAT", "PLATFORM", "INVENTORY_HEALTH", "PRODUCT_DISUSE"] | _str | None = None
        status: _Literal["OPERATER_CONFIRMING", "MERCHANT_CONFIRMING", "TO_TRANSIT", "IN_TRANSIT", "OUTBOUND", "SHIPPED", "COMPLETED", "CANCELED"] | _str | None = None
        type: _Literal["ABNORMAL_INVENTORY", "ABNORMAL_QUALITY", "INSPECT_ABNORMAL", "RECEIVE_ABNORMAL", "PRODUCT_ABNORMAL", "QUANTITY_ABNORMAL_MORE", "MISPLACED_GOODS"] | _str | None = None
        warehouse_code: _str | None = None
    next_page_token: _str | None = None
    return_orders: _list[ReturnOrders] | None = None
    total_count: _int | None = None
class GlobalSellingSearchAvailableShippingProviders202407(_Struct, frozen=True, kw_only=True):
    class ReserveArrivedTimes(_Struct, frozen=True, kw_only=True):
        arrived_time: _int | None = None
        can_reserve: _bool | None = None
    class ShippingProviders(_Struct, frozen=True, kw_only=True):
        class MaxChargeFee(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class MinChargeFee(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _Literal["CNY"] | _str | None = None
        class ReserveDatas(_Struct, frozen=True, kw_only=True):
            class ReserveSegments(_Struct, frozen=True, kw_only=True):
                can_reserve: _bool | None = None
                end_time: _int | None = None
                start_time: _int | None = None
            can_reserve: _bool | None = None
            reserve_segments: _list[ReserveSegments] | None = None
            ship_time: _int | None = None
        delivery_option: _Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | _str | None = None
        max_charge_fee: MaxChargeFee | None = None
        min_charge_fee: MinChargeFee | None = None
        provider_code: _str | None = None
        provider_name: _str | None = None
        reserve_datas: _list[ReserveDatas] | None = None
    reserve_arrived_times: _list[ReserveArrivedTimes] | None = None
    shipping_providers: _list[ShippingProviders] | None = None
class GlobalSellingSearchStockupOrders(_Struct, frozen=True, kw_only=True):
    class StockupOrders(_Struct, frozen=True, kw_only=True):
        class Skc(_Struct, frozen=True, kw_only=True):
            external_skc_code: _str | None = None
            first_key_attribute_name_en: _str | None = None
            first_key_attribute_name_zh: _str | None = None
            first_key_attribute_value_en: _str | None = None
            first_key_attribute_value_zh: _str | None = None
            image_url: _str | None = None
            platform_skc_code: _str | None = None
        class Skus(_Struct, frozen=True, kw_only=True):
            barcode: _str | None = None
            delivered_quantity: _int | None = None
            external_sku_code: _str | None = None
            inbound_quantity: _int | None = None
            platform_sku_code: _str | None = None
            received_quantity: _int | None = None
            returned_quantity: _int | None = None
            second_key_attribute_name_en: _str | None = None
            second_key_attribute_name_zh: _str | None = None
            second_key_attribute_value_en: _str | None = None
            second_key_attribute_value_zh: _str | None = None
            stockup_quantity: _int | None = None
        can_deliver: _bool | None = None
        category_id: _str | None = None
        code: _str | None = None
        create_time: _int | None = None
        delivered_quantity: _int | None = None
        emergency_level: _Literal["URGENT", "EXPEDITED", "GENERAL"] | _str | None = None
        inbound_quantity: _int | None = None
        is_delivery_completed: _bool | None = None
        is_first_order: _bool | None = None
        is_normal: _bool | None = None
        latest_status_update_time: _int | None = None
        manufacture_mode: _Literal["OBM_TYPE", "ODM_MADE_TO_ORDER", "ODM_READY_TO_BUY", "OEM"] | _str | None = None
        platform_spu_code: _str | None = None
        received_quantity: _int | None = None
        require_arrived_time: _int | None = None
        require_ship_time: _int | None = None
        returned_quantity: _int | None = None
        skc: Skc | None = None
        skus: _list[Skus] | None = None
        source: _str | None = None
        status: _str | None = None
        stockup_quantity: _int | None = None
        type: _Literal["JIT", "NORMAL"] | _str | None = None
    next_page_token: _str | None = None
    stockup_orders: _list[StockupOrders] | None = None
    total_count: _int | None = None
class GlobalSellingGetSkuPrintDocument202409(_Struct, frozen=True, kw_only=True):
    document_url: _str | None = None
class GlobalSellingConfirmStockupOrder(_Struct, frozen=True, kw_only=True):
    ...
class GlobalSellingReserveShipment(_Struct, frozen=True, kw_only=True):
    logistics_order: _str | None = None
class GlobalSellingSearchAvailableShippingProviders(_Struct, frozen=True, kw_only=True):
    class ReserveArrivedTimes(_Struct, frozen=True, kw_only=True):
        class MaxChargeFee(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _Literal["CNY"] | _str | None = None
        class MinChargeFee(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _Literal["CNY"] | _str | None = None
        accurate_warehouse_code: _str | None = None
        arrived_time: _int | None = None
        can_reserve: _bool | None = None
        max_charge_fee: MaxChargeFee | None = None
        min_charge_fee: MinChargeFee | None = None
    class ShippingProviders(_Struct, frozen=True, kw_only=True):
        class MaxChargeFee(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class MinChargeFee(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _Literal["CNY"] | _str | None = None
        class ReserveDatas(_Struct, frozen=True, kw_only=True):
            class ReserveSegments(_Struct, frozen=True, kw_only=True):
                accurate_warehouse_code: _str | None = None
                can_reserve: _bool | None = None
                end_time: _int | None = None
                start_time: _int | None = None
            can_reserve: _bool | None = None
            reserve_segments: _list[ReserveSegments] | None = None
            ship_time: _int | None = None
        delivery_option: _Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | _str | None = None
        max_charge_fee: MaxChargeFee | None = None
        min_charge_fee: MinChargeFee | None = None
        provider_code: _str | None = None
        provider_name: _str | None = None
        reserve_datas: _list[ReserveDatas] | None = None
    class WarehouseList(_Struct, frozen=True, kw_only=True):
        class WarehouseContact(_Struct, frozen=True, kw_only=True):
            class AddressDetail(_Struct, frozen=True, kw_only=True):
                city_name: _str | None = None
                country_name: _str | None = None
                detail: _str | None = None
                district_name: _str | None = None
                province_name: _str | None = None
                town_name: _str | None = None
            address_detail: AddressDetail | None = None
            contact_name: _str | None = None
            email: _str | None = None
            full_address: _str | None = None
            phone_number: _str | None = None
            postal_code: _str | None = None
        warehouse_code: _str | None = None
        warehouse_contact: WarehouseContact | None = None
        warehouse_name: _str | None = None
    reserve_arrived_times: _list[ReserveArrivedTimes] | None = None
    shipping_providers: _list[ShippingProviders] | None = None
    warehouse_list: _list[WarehouseList] | None = None
class GlobalSellingGetSkuPrintDocument(_Struct, frozen=True, kw_only=True):
    document_url: _str | None = None
class GetShippingProviders(_Struct, frozen=True, kw_only=True):
    class ShippingProviders(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        name: _str | None = None
    shipping_providers: _list[ShippingProviders] | None = None
class GetGlobalSellerWarehouses(_Struct, frozen=True, kw_only=True):
    class GlobalWarehouses(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        name: _str | None = None
        ownership: _Literal["SELLER", "PLATFORM_COOPERATION"] | _str | None = None
    global_warehouses: _list[GlobalWarehouses] | None = None
class GetWarehouseList(_Struct, frozen=True, kw_only=True):
    warehouses: _list[_models.Warehouse] | None = None
class GetWarehouseDeliveryOptions(_Struct, frozen=True, kw_only=True):
    class DeliveryOptions(_Struct, frozen=True, kw_only=True):
        class DimensionLimit(_Struct, frozen=True, kw_only=True):
            max_height: _int | None = None
            max_length: _int | None = None
            max_width: _int | None = None
            unit: _Literal["CM", "INCH"] | _str | None = None
        class WeightLimit(_Struct, frozen=True, kw_only=True):
            max_weight: _int | None = None
            min_weight: _int | None = None
            unit: _Literal["GRAM", "POUND", "OUNCE", "KILOGRAM"] | _str | None = None
        description: _str | None = None
        dimension_limit: DimensionLimit | None = None
        id: _str | None = None
        name: _str | None = None
        platform: _list[_Literal["TIKTOK_SHOP", "TOKOPEDIA"] | _str] | None = None
        type: _Literal["STANDARD", "EXPRESS", "ECONOMY", "SEND_BY_SELLER", "INSTANT", "SAMEDAY", "NEXTDAY", "CARGO"] | _str | None = None
        weight_limit: WeightLimit | None = None
    delivery_options: _list[DeliveryOptions] | None = None
class StandardizeWarehouseAddress(_Struct, frozen=True, kw_only=True):
    class StandardizationResult(_Struct, frozen=True, kw_only=True):
        class StandardizedAddress(_Struct, frozen=True, kw_only=True):
            address_line1: _str | None = None
            address_line2: _str | None = None
            city: _str | None = None
            district: _str | None = None
            postal_code: _str | None = None
            region_code: _str | None = None
            state: _str | None = None
            town: _str | None = None
        standardized_address: StandardizedAddress | None = None
        updated: _bool | None = None
    standardization_result: StandardizationResult | None = None
class CreateWarehouse(_Struct, frozen=True, kw_only=True):
    class ErrorList(_Struct, frozen=True, kw_only=True):
        code: _int | None = None
        message: _str | None = None
    error_list: _list[ErrorList] | None = None
    warehouse_id: _str | None = None
class UpdateWarehouse(_Struct, frozen=True, kw_only=True):
    class ErrorList(_Struct, frozen=True, kw_only=True):
        code: _int | None = None
        message: _str | None = None
    error_list: _list[ErrorList] | None = None
class GetShippingTemplateAvailability(_Struct, frozen=True, kw_only=True):
    class Templates(_Struct, frozen=True, kw_only=True):
        class ServiceUnreachableReason(_Struct, frozen=True, kw_only=True):
            class FilterReason(_Struct, frozen=True, kw_only=True):
                filter_type: _str | None = None
                reason: _str | None = None
            filter_reason: _list[FilterReason] | None = None
            service_id: _str | None = None
        class Template(_Struct, frozen=True, kw_only=True):
            is_default: _bool | None = None
            template_id: _str | None = None
            template_name: _str | None = None
            template_party: _int | None = None
        service_unreachable_reason: _list[ServiceUnreachableReason] | None = None
        template: Template | None = None
        template_is_available: _bool | None = None
    templates: _list[Templates] | None = None
class GetLogisticsTracking(_Struct, frozen=True, kw_only=True):
    class LogisticsDetails(_Struct, frozen=True, kw_only=True):
        class TrackList(_Struct, frozen=True, kw_only=True):
            description: _str | None = None
            tracking_no: _str | None = None
            update_time_millis: _int | None = None
            action_code: _int | None = None
            action_code_name: _str | None = None
        newest_tracking_no: _str | None = None
        carrier_name: _str | None = None
        track_list: _list[TrackList] | None = None
    order_id: _str | None = None
    logistics_details: _list[LogisticsDetails] | None = None
class CheckShippingTemplateExistence(_Struct, frozen=True, kw_only=True):
    template_exist: _bool | None = None
class UploadFileInit(_Struct, frozen=True, kw_only=True):
    upload_url: _str | None = None
    upload_token: _str | None = None
class GetOrderDetail202309(_Struct, frozen=True, kw_only=True):
    orders: _list[_models.Order] | None = None
class GetOrderList(_Struct, frozen=True, kw_only=True):
    next_page_token: _str | None = None
    orders: _list[_models.Order] | None = None
    total_count: _int | None = None
class GetPrivilegedOrderDetail(_Struct, frozen=True, kw_only=True):
    class Orders(_Struct, frozen=True, kw_only=True):
        class LineItems(_Amounts, frozen=True, kw_only=True):
            class CombinedListingSkus(_Struct, frozen=True, kw_only=True):
                product_id: _str | None = None
                sku_count: _int | None = None
                sku_id: _str | None = None
            class ItemTax(_Struct, frozen=True, kw_only=True):
                tax_amount: _str | None = None
                tax_rate: _str | None = None
                tax_type: _str | None = None
            cancel_reason: _str | None = None
            cancel_user: _Literal["BUYER", "SELLER", "OPERATOR", "SYSTEM"] | _str | None = None
            combined_listing_skus: _list[CombinedListingSkus] | None = None
            currency: _str | None = None
            display_status: _Literal["UNPAID", "AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED", "CANCELLED"] | _str | None = None
            id: _str | None = None
            is_gift: _bool | None = None
            item_tax: _list[ItemTax] | None = None
            original_price: _str | None = None
            package_id: _str | None = None
            package_status: _Literal["TO_FULFILL", "PROCESSING", "FULFILLING", "COMPLETED", "CANCELLED"] | _str | None = None
            platform_discount: _str | None = None
            product_id: _str | None = None
            product_name: _str | None = None
            retail_delivery_fee: _str | None = None
            rts_time: _int | None = None
            sale_price: _str | None = None
            seller_discount: _str | None = None
            seller_sku: _str | None = None
            shipping_provider_id: _str | None = None
            shipping_provider_name: _str | None = None
            sku_id: _str | None = None
            sku_image: _str | None = None
            sku_name: _str | None = None
            sku_type: _Literal["NORMAL", "PRE_ORDER", "ZERO_LOTTERY", "SHOP_PARTNER"] | _str | None = None
            small_order_fee: _str | None = None
            tracking_number: _str | None = None
        class Packages(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
        class Payment(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            original_shipping_fee: _str | None = None
            original_total_product_price: _str | None = None
            platform_discount: _str | None = None
            product_tax: _str | None = None
            retail_delivery_fee: _str | None = None
            seller_discount: _str | None = None
            shipping_fee: _str | None = None
            shipping_fee_platform_discount: _str | None = None
            shipping_fee_seller_discount: _str | None = None
            shipping_fee_tax: _str | None = None
            small_order_fee: _str | None = None
            sub_total: _str | None = None
            tax: _str | None = None
            total_amount: _str | None = None
        class RecipientAddress(_Struct, frozen=True, kw_only=True):
            class DeliveryPreferences(_Struct, frozen=True, kw_only=True):
                drop_off_location: _str | None = None
            class DistrictInfo(_Struct, frozen=True, kw_only=True):
                address_level: _str | None = None
                address_level_name: _str | None = None
                address_name: _str | None = None
            address_detail: _str | None = None
            address_line1: _str | None = None
            address_line2: _str | None = None
            address_line3: _str | None = None
            address_line4: _str | None = None
            delivery_preferences: DeliveryPreferences | None = None
            district_info: _list[DistrictInfo] | None = None
            email: _str | None = None
            full_address: _str | None = None
            name: _str | None = None
            phone_number: _str | None = None
            postal_code: _str | None = None
            region_code: _str | None = None
            tokenized_email: _str | None = None
        buyer_email: _str | None = None
        buyer_message: _str | None = None
        cancel_order_sla_time: _int | None = None
        cancel_reason: _str | None = None
        cancel_time: _int | None = None
        cancellation_initiator: _Literal["SELLER", "BUYER", "SYSTEM"] | _str | None = None
        collection_due_time: _int | None = None
        collection_time: _int | None = None
        cpf: _str | None = None
        create_time: _int | None = None
        delivery_due_time: _int | None = None
        delivery_option_id: _str | None = None
        delivery_option_name: _str | None = None
        delivery_option_required_delivery_time: _int | None = None
        delivery_sla_time: _int | None = None
        delivery_time: _int | None = None
        fulfillment_type: _Literal["FULFILLMENT_BY_SELLER", "FULFILLMENT_BY_TIKTOK"] | _str | None = None
        has_updated_recipient_address: _bool | None = None
        id: _str | None = None
        is_buyer_request_cancel: _bool | None = None
        is_cod: _bool | None = None
        is_on_hold_order: _bool | None = None
        is_replacement_order: _bool | None = None
        is_sample_order: _bool | None = None
        line_items: _list[LineItems] | None = None
        need_upload_invoice: _Literal["UNKNOWN", "NEED_INVOICE", "NO_NEED"] | _str | None = None
        packages: _list[Packages] | None = None
        paid_time: _int | None = None
        payment: Payment | None = None
        payment_method_name: _str | None = None
        recipient_address: RecipientAddress | None = None
        replaced_order_id: _str | None = None
        request_cancel_time: _int | None = None
        rts_sla_time: _int | None = None
        rts_time: _int | None = None
        sample_order_payer: _Literal["SELLER", "TIKTOK"] | _str | None = None
        seller_note: _str | None = None
        shipping_due_time: _int | None = None
        shipping_provider: _str | None = None
        shipping_provider_id: _str | None = None
        shipping_type: _Literal["TIKTOK", "SELLER"] | _str | None = None
        split_or_combine_tag: _Literal["COMBINED", "SPLIT"] | _str | None = None
        status: _Literal["ON_HOLD", "UNPAID", "PARTIALLY_SHIPPING", "AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED", "CALCELLED"] | _str | None = None
        tracking_number: _str | None = None
        tts_sla_time: _int | None = None
        update_time: _int | None = None
        user_id: _str | None = None
        warehouse_id: _str | None = None
    orders: _list[Orders] | None = None
class SearchOrdersByExternalOrderReference(_Struct, frozen=True, kw_only=True):
    class Orders(_Struct, frozen=True, kw_only=True):
        class ExternalOrder(_Struct, frozen=True, kw_only=True):
            class LineItems(_Struct, frozen=True, kw_only=True):
                id: _str | None = None
                origin_id: _str | None = None
            id: _str | None = None
            line_items: _list[LineItems] | None = None
            platform: _str | None = None
        external_order: ExternalOrder | None = None
        id: _str | None = None
    orders: _list[Orders] | None = None
class AddExternalOrderReferences(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            class ExternalOrder(_Struct, frozen=True, kw_only=True):
                id: _str | None = None
                platform: _str | None = None
            external_order: ExternalOrder | None = None
            order_id: _str | None = None
        code: _str | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class GetExternalOrderReferences(_Struct, frozen=True, kw_only=True):
    class ExternalOrders(_Struct, frozen=True, kw_only=True):
        class LineItems(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            origin_id: _str | None = None
        id: _str | None = None
        line_items: _list[LineItems] | None = None
        platform: _str | None = None
    external_orders: _list[ExternalOrders] | None = None
class GetOrderPriceDetails(_Amounts, frozen=True, kw_only=True):
    class LineItems(_Amounts, frozen=True, kw_only=True):
        class SellerFundedProductPromotions(_Struct, frozen=True, kw_only=True):
            activity_id: _str | None = None
            discount_amount: _str | None = None
            discount_type: _Literal["COUPON", "ACTIVITY"] | _str | None = None
        class SellerFundedShippingPromotions(_Struct, frozen=True, kw_only=True):
            activity_id: _str | None = None
            discount_amount: _str | None = None
            discount_type: _Literal["COUPON", "ACTIVITY"] | _str | None = None
        cod_fee: _str | None = None
        cod_fee_amount: _str | None = None
        currency: _str | None = None
        distance_fee: _str | None = None
        distance_shipping_fee: _str | None = None
        id: _str | None = None
        net_price_amount: _str | None = None
        payment: _str | None = None
        shipping_fee_deduction_platform: _str | None = None
        shipping_fee_deduction_platform_voucher: _str | None = None
        shipping_fee_deduction_seller: _str | None = None
        shipping_list_price: _str | None = None
        shipping_sale_price: _str | None = None
        sku_gift_net_price: _str | None = None
        sku_gift_original_price: _str | None = None
        sku_list_price: _str | None = None
        sku_sale_price: _str | None = None
        subtotal: _str | None = None
        subtotal_deduction_platform: _str | None = None
        subtotal_deduction_seller: _str | None = None
        subtotal_tax_amount: _str | None = None
        tax_amount: _str | None = None
        tax_rate: _str | None = None
        total: _str | None = None
        voucher_deduction_platform: _Literal["1010000", "1020000", "1030000"] | _str | None = None
        voucher_deduction_seller: _Literal["1010000", "1020000", "1030000"] | _str | None = None
        seller_funded_product_promotions: _list[SellerFundedProductPromotions] | None = None
        seller_funded_shipping_promotions: _list[SellerFundedShippingPromotions] | None = None
    cod_fee: _str | None = None
    cod_fee_net_amount: _str | None = None
    currency: _str | None = None
    distance_fee: _str | None = None
    distance_shipping_fee: _str | None = None
    line_items: _list[LineItems] | None = None
    net_price_amount: _str | None = None
    payment: _str | None = None
    shipping_fee_deduction_platform: _str | None = None
    shipping_fee_deduction_platform_voucher: _str | None = None
    shipping_fee_deduction_seller: _str | None = None
    shipping_list_price: _str | None = None
    shipping_sale_price: _str | None = None
    sku_gift_net_price: _str | None = None
    sku_gift_original_price: _str | None = None
    sku_list_price: _str | None = None
    sku_sale_price: _str | None = None
    subtotal: _str | None = None
    subtotal_deduction_platform: _str | None = None
    subtotal_deduction_seller: _str | None = None
    subtotal_tax_amount: _str | None = None
    tax_amount: _str | None = None
    tax_rate: _str | None = None
    total: _str | None = None
    voucher_deduction_platform: _Literal["1010000", "1020000", "1030000"] | _str | None = None
    voucher_deduction_seller: _Literal["1010000", "1020000", "1030000"] | _str | None = None
class GetOrderDetail(_Struct, frozen=True, kw_only=True):
    orders: _list[_models.Order] | None = None
class UpdateTheBlindBoxOpeningResults202511(_Struct, frozen=True, kw_only=True):
    ...
class UpdateTheBlindBoxOpeningResults(_Struct, frozen=True, kw_only=True):
    ...
class SearchPodCustomizationDetails(_Struct, frozen=True, kw_only=True):
    class PodDetails(_Struct, frozen=True, kw_only=True):
        order_line_id: _str | None = None
        pod_detail: _str | None = None
    pod_details: _list[PodDetails] | None = None
    status_code: _int | None = None
class GetBrands(_Struct, frozen=True, kw_only=True):
    class Brands(_Struct, frozen=True, kw_only=True):
        authorized_status: _Literal["UNAUTHORIEZD", "AUTHORIZED"] | _str | None = None
        brand_status: _Literal["AVAILABLE", "UNAVAILABLE"] | _str | None = None
        id: _str | None = None
        is_t1_brand: _bool | None = None
        name: _str | None = None
    brands: _list[Brands] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class CreateCustomBrands(_Struct, frozen=True, kw_only=True):
    id: _str | None = None
class RecommendBrand(_Struct, frozen=True, kw_only=True):
    class Brand(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        name: _str | None = None
    brand: Brand | None = None
class GetCategories(_Struct, frozen=True, kw_only=True):
    class Categories(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        is_leaf: _bool | None = None
        local_name: _str | None = None
        parent_id: _str | None = None
        permission_statuses: _list[_Literal["AVAILABLE", "INVITE_ONLY", "NON_MAIN_CATEGORY", "PROHIBITED"] | _str] | None = None
    categories: _list[Categories] | None = None
class RecommendCategory(_Struct, frozen=True, kw_only=True):
    class Categories(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        is_leaf: _bool | None = None
        level: _int | None = None
        name: _str | None = None
        permission_statuses: _list[_Literal["AVAILABLE", "INVITE_ONLY", "PROHIBITED", "NON_MAIN_CATEGORY"] | _str] | None = None
    categories: _list[Categories] | None = None
    leaf_category_id: _str | None = None
class GetCategoryAttributes(_Struct, frozen=True, kw_only=True):
    class Attributes(_Struct, frozen=True, kw_only=True):
        class RequirementConditions(_Struct, frozen=True, kw_only=True):
            attribute_id: _str | None = None
            attribute_value_id: _str | None = None
            condition_type: _Literal["VALUE_ID_MATCH"] | _str | None = None
        class Values(_Struct, frozen=True, kw_only=True):
            icon_url: _str | None = None
            id: _str | None = None
            name: _str | None = None
        class MetricStandards(_Struct, frozen=True, kw_only=True):
            class MetricValueModules(_Struct, frozen=True, kw_only=True):
                class DefaultValues(_Struct, frozen=True, kw_only=True):
                    id: _str | None = None
                    name: _str | None = None
                class Units(_Struct, frozen=True, kw_only=True):
                    id: _str | None = None
                    name: _str | None = None
                class ValueLimit(_Struct, frozen=True, kw_only=True):
                    class NumLimit(_Struct, frozen=True, kw_only=True):
                        min_value: _int | None = None
                        max_value: _int | None = None
                    class LengthLimit(_Struct, frozen=True, kw_only=True):
                        min_length: _int | None = None
                        max_length: _int | None = None
                    num_limit: NumLimit | None = None
                    length_limit: LengthLimit | None = None
                id: _str | None = None
                name: _str | None = None
                input_type: _str | None = None
                data_types: _list[_str] | None = None
                default_values: _list[DefaultValues] | None = None
                units: _list[Units] | None = None
                value_limit: ValueLimit | None = None
                prefix: _str | None = None
                suffix: _str | None = None
                shading_word: _str | None = None
            id: _str | None = None
            name: _str | None = None
            metric_value_modules: _list[MetricValueModules] | None = None
        id: _str | None = None
        is_customizable: _bool | None = None
        is_multiple_selection: _bool | None = None
        is_requried: _bool | None = None
        name: _str | None = None
        requirement_conditions: _list[RequirementConditions] | None = None
        type: _Literal["SALES_PROPERTY", "PRODUCT_PROPERTY"] | _str | None = None
        value_data_format: _Literal["POSITIVE_INT_OR_DECIMAL"] | _str | None = None
        values: _list[Values] | None = None
        metric_standards: _list[MetricStandards] | None = None
    attributes: _list[Attributes] | None = None
class GetGlobalAttributes(_Struct, frozen=True, kw_only=True):
    class Attributes(_Struct, frozen=True, kw_only=True):
        class RequirementConditions(_Struct, frozen=True, kw_only=True):
            attribute_id: _str | None = None
            attribute_value_id: _str | None = None
            condition_type: _Literal["VALUE_ID_MATCH"] | _str | None = None
            region: _Literal["DE", "ES", "FR", "GB", "ID", "IT", "IE", "JP", "MY", "PH", "SG", "TH", "US", "VN", "MX", "AT", "BE", "CZ", "GR", "HU", "NL", "PL", "PT"] | _str | None = None
        class Values(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name: _str | None = None
        id: _str | None = None
        is_customizable: _bool | None = None
        is_multiple_selection: _bool | None = None
        is_requried: _bool | None = None
        name: _str | None = None
        optional_regions: _list[_Literal["DE", "ES", "FR", "GB", "ID", "IT", "IE", "JP", "MY", "PH", "SG", "TH", "US", "VN", "MX", "AT", "BE", "CZ", "GR", "HU", "NL", "PL", "PT"] | _str] | None = None
        required_regions: _list[_Literal["DE", "ES", "FR", "GB", "ID", "IT", "IE", "JP", "MY", "PH", "SG", "TH", "US", "VN", "MX", "AT", "BE", "CZ", "GR", "HU", "NL", "PL", "PT"] | _str] | None = None
        requirement_conditions: _list[RequirementConditions] | None = None
        type: _Literal["SALES_PROPERTY", "PRODUCT_PROPERTY"] | _str | None = None
        values: _list[Values] | None = None
    attributes: _list[Attributes] | None = None
class GetGlobalCategoryRules(_Struct, frozen=True, kw_only=True):
    class Manufacturer(_Struct, frozen=True, kw_only=True):
        is_required: _bool | None = None
        optional_regions: _list[_Literal["DE", "ES", "FR", "IT", "IE"] | _str] | None = None
        required_regions: _list[_Literal["DE", "ES", "FR", "IT", "IE", "AT", "BE", "CZ", "GR", "HU", "NL", "PL", "PT"] | _str] | None = None
    class ProductCertifications(_Struct, frozen=True, kw_only=True):
        class RequirementConditions(_Struct, frozen=True, kw_only=True):
            attribute_id: _str | None = None
            attribute_value_id: _str | None = None
            condition_type: _Literal["VALUE_ID_MATCH"] | _str | None = None
            region: _Literal["DE", "ES", "FR", "GB", "ID", "IT", "IE", "JP", "MY", "PH", "SG", "TH", "US", "VN", "MX", "AT", "BE", "CZ", "GR", "HU", "NL", "PL", "PT"] | _str | None = None
        id: _str | None = None
        is_required: _bool | None = None
        name: _str | None = None
        optional_regions: _list[_Literal["DE", "ES", "FR", "GB", "ID", "IT", "IE", "JP", "MY", "PH", "SG", "TH", "US", "VN", "MX", "AT", "BE", "CZ", "GR", "HU", "NL", "PL", "PT"] | _str] | None = None
        required_regions: _list[_Literal["DE", "ES", "FR", "GB", "ID", "IT", "IE", "JP", "MY", "PH", "SG", "TH", "US", "VN", "MX"] | _str] | None = None
        requirement_conditions: _list[RequirementConditions] | None = None
        sample_image_url: _str | None = None
    class ResponsiblePerson(_Struct, frozen=True, kw_only=True):
        is_required: _bool | None = None
        optional_regions: _list[_Literal["DE", "ES", "FR", "IT", "IE"] | _str] | None = None
        required_regions: _list[_Literal["DE", "ES", "FR", "IT", "IE", "AT", "BE", "CZ", "GR", "HU", "NL", "PL", "PT"] | _str] | None = None
    class SizeChart(_Struct, frozen=True, kw_only=True):
        is_required: _bool | None = None
        is_supported: _bool | None = None
    manufacturer: Manufacturer | None = None
    product_certifications: _list[ProductCertifications] | None = None
    responsible_person: ResponsiblePerson | None = None
    size_chart: SizeChart | None = None
class GetCategoryRules(_Struct, frozen=True, kw_only=True):
    class Cod(_Struct, frozen=True, kw_only=True):
        is_supported: _bool | None = None
    class Epr(_Struct, frozen=True, kw_only=True):
        is_required: _bool | None = None
    class Fees(_Struct, frozen=True, kw_only=True):
        is_required: _bool | None = None
        type: _Literal["PFAND"] | _str | None = None
    class Manufacturer(_Struct, frozen=True, kw_only=True):
        is_required: _bool | None = None
    class PackageDimension(_Struct, frozen=True, kw_only=True):
        is_required: _bool | None = None
    class ProductCertifications(_Struct, frozen=True, kw_only=True):
        class ExpirationDate(_Struct, frozen=True, kw_only=True):
            is_required: _bool | None = None
        class RequirementConditions(_Struct, frozen=True, kw_only=True):
            attribute_id: _str | None = None
            attribute_value_id: _str | None = None
            condition_type: _Literal["VALUE_ID_MATCH"] | _str | None = None
        document_details: _str | None = None
        expiration_date: ExpirationDate | None = None
        id: _str | None = None
        is_required: _bool | None = None
        name: _str | None = None
        requirement_conditions: _list[RequirementConditions] | None = None
        sample_image_url: _str | None = None
    class ResponsiblePerson(_Struct, frozen=True, kw_only=True):
        is_required: _bool | None = None
    class SizeChart(_Struct, frozen=True, kw_only=True):
        class MeasurementAndOptions(_Struct, frozen=True, kw_only=True):
            class Options(_Struct, frozen=True, kw_only=True):
                name: _str | None = None
                id: _str | None = None
                role: _Literal["KEY", "RECOMMEND"] | _str | None = None
                unit: _str | None = None
                metric_value_range: _list[_str] | None = None
                imperial_value_range: _list[_str] | None = None
            measurement_type: _Literal["GENERIC_MEASUREMENTS"] | _str | None = None
            options: _list[Options] | None = None
        is_required: _bool | None = None
        is_supported: _bool | None = None
        measurement_and_options: _list[MeasurementAndOptions] | None = None
        size_types: _list[_str] | None = None
    class SellerSku(_Struct, frozen=True, kw_only=True):
        is_required: _bool | None = None
    allowed_special_product_types: _list[_Literal["US", "PRE_ORDER", "MADE_TO_ORDER", "CUSTOM"] | _str] | None = None
    cod: Cod | None = None
    epr: Epr | None = None
    fees: _list[Fees] | None = None
    manufacturer: Manufacturer | None = None
    package_dimension: PackageDimension | None = None
    product_certifications: _list[ProductCertifications] | None = None
    responsible_person: ResponsiblePerson | None = None
    size_chart: SizeChart | None = None
    seller_sku: SellerSku | None = None
class UploadProductFile(_Struct, frozen=True, kw_only=True):
    format: _Literal["PDF", "MP4", "MOV", "MKV", "WMV", "WEBM", "AVI", "3GP", "FLV", "MPEG"] | _str | None = None
    id: _str | None = None
    name: _str | None = None
    url: _str | None = None
class GetGlobalCategories(_Struct, frozen=True, kw_only=True):
    class Categories(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        is_leaf: _bool | None = None
        local_name: _str | None = None
        parent_id: _str | None = None
        permission_statuses: _list[_Literal["AVAILABLE", "NON_MAIN_CATEGORY"] | _str] | None = None
    categories: _list[Categories] | None = None
class RecommendGlobalCategories(_Struct, frozen=True, kw_only=True):
    class Categories(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        is_leaf: _bool | None = None
        level: _int | None = None
        name: _str | None = None
    categories: _list[Categories] | None = None
    leaf_category_id: _str | None = None
class DeleteGlobalProducts(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            global_product_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class CreateGlobalProduct(_Struct, frozen=True, kw_only=True):
    class GlobalSkus(_Struct, frozen=True, kw_only=True):
        class SalesAttributes(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            value_id: _str | None = None
        external_global_sku_id: _str | None = None
        id: _str | None = None
        sales_attributes: _list[SalesAttributes] | None = None
        seller_sku: _str | None = None
    global_product_id: _str | None = None
    global_skus: _list[GlobalSkus] | None = None
class SearchGlobalProducts202309(_Struct, frozen=True, kw_only=True):
    class GlobalProducts(_Struct, frozen=True, kw_only=True):
        class Skus(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            seller_sku: _str | None = None
        create_time: _int | None = None
        id: _str | None = None
        skus: _list[Skus] | None = None
        status: _str | None = None
        title: _str | None = None
        update_time: _int | None = None
    global_products: _list[GlobalProducts] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GetGlobalProduct(_Struct, frozen=True, kw_only=True):
    class Brand(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
    class Category(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
    class Certifications(_Struct, frozen=True, kw_only=True):
        class Files(_Struct, frozen=True, kw_only=True):
            format: _str | None = None
            id: _str | None = None
            name: _str | None = None
            urls: _list[_str] | None = None
        class Images(_Struct, frozen=True, kw_only=True):
            height: _int | None = None
            uri: _str | None = None
            width: _int | None = None
        files: _list[Files] | None = None
        id: _str | None = None
        images: _list[Images] | None = None
        title: _str | None = None
    class MainImages(_Struct, frozen=True, kw_only=True):
        height: _int | None = None
        uri: _str | None = None
        width: _int | None = None
    class Manufacturer(_Struct, frozen=True, kw_only=True):
        address: _str | None = None
        email: _str | None = None
        name: _str | None = None
        phone_number: _str | None = None
    class PackageDimensions(_Struct, frozen=True, kw_only=True):
        height: _str | None = None
        length: _str | None = None
        unit: _str | None = None
        width: _str | None = None
    class PackageWeight(_Struct, frozen=True, kw_only=True):
        unit: _str | None = None
        value: _str | None = None
    class ProductAttributes(_Struct, frozen=True, kw_only=True):
        class Values(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name: _str | None = None
        id: _str | None = None
        name: _str | None = None
        values: _list[Values] | None = None
    class Products(_Struct, frozen=True, kw_only=True):
        class SkuMappings(_Struct, frozen=True, kw_only=True):
            class SalesAttributeMappings(_Struct, frozen=True, kw_only=True):
                global_attribute_id: _str | None = None
                global_value_id: _str | None = None
                local_attribute_id: _str | None = None
                local_value_id: _str | None = None
            global_sku_id: _str | None = None
            local_sku_id: _str | None = None
            sales_attribute_mappings: _list[SalesAttributeMappings] | None = None
        id: _str | None = None
        region: _str | None = None
        sku_mappings: _list[SkuMappings] | None = None
    class SizeChart(_Struct, frozen=True, kw_only=True):
        class Image(_Struct, frozen=True, kw_only=True):
            height: _int | None = None
            uri: _str | None = None
            width: _int | None = None
        class Template(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
        image: Image | None = None
        template: Template | None = None
    class Skus(_Struct, frozen=True, kw_only=True):
        class IdentifierCode(_Struct, frozen=True, kw_only=True):
            code: _str | None = None
            type: _Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | _str | None = None
        class Inventory(_Struct, frozen=True, kw_only=True):
            global_warehouse_id: _str | None = None
            quantity: _int | None = None
        class Price(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _Literal["USD", "EUR"] | _str | None = None
            unit_price: _str | None = None
        class SalesAttributes(_Struct, frozen=True, kw_only=True):
            class SkuImg(_Struct, frozen=True, kw_only=True):
                height: _int | None = None
                thumb_urls: _list[_str] | None = None
                uri: _str | None = None
                urls: _list[_str] | None = None
                width: _int | None = None
            id: _str | None = None
            name: _str | None = None
            sku_img: SkuImg | None = None
            value_id: _str | None = None
            value_name: _str | None = None
        external_global_sku_id: _str | None = None
        extra_identifier_codes: _list[_str] | None = None
        global_quantity: _int | None = None
        id: _str | None = None
        identifier_code: IdentifierCode | None = None
        inventory: _list[Inventory] | None = None
        price: Price | None = None
        sales_attributes: _list[SalesAttributes] | None = None
        seller_sku: _str | None = None
        sku_unit_count: _str | None = None
    class Video(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
    brand: Brand | None = None
    category: Category | None = None
    certifications: _list[Certifications] | None = None
    create_time: _int | None = None
    description: _str | None = None
    external_global_product_id: _str | None = None
    global_seller_id: _str | None = None
    id: _str | None = None
    main_images: _list[MainImages] | None = None
    manufacturer: Manufacturer | None = None
    manufacturer_ids: _list[_str] | None = None
    package_dimensions: PackageDimensions | None = None
    package_weight: PackageWeight | None = None
    product_attributes: _list[ProductAttributes] | None = None
    products: _list[Products] | None = None
    responsible_person_ids: _list[_str] | None = None
    size_chart: SizeChart | None = None
    skus: _list[Skus] | None = None
    source_locale: _Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT", "cs-CZ", "de-AT", "de-BE", "el-GR", "en-GB", "en-US", "es-MX", "fr-BE", "hu-HU", "id-ID", "ja-JP", "ms-MY", "nl-NL", "nl-BE", "pl-PL", "pt-BR", "pt-PT", "th-TH", "vi-VN", "zh-CN"] | _str | None = None
    title: _str | None = None
    update_time: _int | None = None
    video: Video | None = None
class EditGlobalProduct(_Struct, frozen=True, kw_only=True):
    class GlobalSkus(_Struct, frozen=True, kw_only=True):
        class SalesAttributes(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            value_id: _str | None = None
        external_global_sku_id: _str | None = None
        id: _str | None = None
        sales_attributes: _list[SalesAttributes] | None = None
        seller_sku: _str | None = None
    class PublishResults(_Struct, frozen=True, kw_only=True):
        class FailReasons(_Struct, frozen=True, kw_only=True):
            message: _str | None = None
        fail_reasons: _list[FailReasons] | None = None
        region: _Literal["DE", "ES", "FR", "GB", "ID", "IE", "IT", "JP", "MX", "MY", "PH", "SG", "TH", "US", "VN", "AT", "BE", "CZ", "GR", "HU", "NL", "PO", "PT"] | _str | None = None
        status: _Literal["SUCCESS", "FAILED", "DRAFT"] | _str | None = None
    global_skus: _list[GlobalSkus] | None = None
    publish_results: _list[PublishResults] | None = None
class UpdateGlobalInventory(_Struct, frozen=True, kw_only=True):
    ...
class PublishGlobalProduct(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Skus(_Struct, frozen=True, kw_only=True):
            class SaleAttributes(_Struct, frozen=True, kw_only=True):
                id: _str | None = None
                value_id: _str | None = None
            id: _str | None = None
            related_global_sku_id: _str | None = None
            sale_attributes: _list[SaleAttributes] | None = None
            seller_sku: _str | None = None
        id: _str | None = None
        region: _Literal["DE", "ES", "FR", "GB", "ID", "IE", "IT", "JP", "MY", "PH", "SG", "TH", "US", "VN", "MX", "AT", "BE", "CZ", "GR", "HU", "NL", "PO", "PT"] | _str | None = None
        shop_id: _str | None = None
        skus: _list[Skus] | None = None
    class PublishResult(_Struct, frozen=True, kw_only=True):
        class FailReasons(_Struct, frozen=True, kw_only=True):
            message: _str | None = None
        fail_reasons: _list[FailReasons] | None = None
        region: _Literal["DE", "ES", "FR", "GB", "ID", "IE", "IT", "JP", "MY", "PH", "SG", "TH", "US", "VN", "MX", "AT", "BE", "CZ", "GR", "HU", "NL", "PO", "PT"] | _str | None = None
        status: _Literal["SUCCESS", "DRAFT", "FAILED"] | _str | None = None
    products: _list[Products] | None = None
    publish_result: _list[PublishResult] | None = None
class RecommendSizeChart(_Struct, frozen=True, kw_only=True):
    class Images(_Struct, frozen=True, kw_only=True):
        is_size_chart: _bool | None = None
        url: _str | None = None
    images: _list[Images] | None = None
class UploadProductImage(_Struct, frozen=True, kw_only=True):
    height: _int | None = None
    uri: _str | None = None
    url: _str | None = None
    use_case: _Literal["MAIN_IMAGE", "ATTRIBUTE_IMAGE", "DESCRIPTION_IMAGE", "CERTIFICATION_IMAGE", "SIZE_CHART_IMAGE", "CUSTOMIZATION_IMAGE"] | _str | None = None
    width: _int | None = None
class InventorySearch(_Struct, frozen=True, kw_only=True):
    inventory: _list[_models.InventoryItem] | None = None
class CheckListingPrerequisites202309(_Struct, frozen=True, kw_only=True):
    class Shop(_Struct, frozen=True, kw_only=True):
        class Gne(_Struct, frozen=True, kw_only=True):
            epr: _str | None = None
            product_quantity_limit: _str | None = None
        class Logistics(_Struct, frozen=True, kw_only=True):
            delivery_option: _str | None = None
            pickup_warehouse: _str | None = None
            return_warehouse: _str | None = None
            shipping_template: _str | None = None
        bank_account: _str | None = None
        contact_info: _str | None = None
        gne: Gne | None = None
        logistics: Logistics | None = None
        status: _str | None = None
        tax_info: _str | None = None
    shop: Shop | None = None
class DeleteProducts(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            product_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class CreateProduct(_Struct, frozen=True, kw_only=True):
    class Skus(_Struct, frozen=True, kw_only=True):
        class Fees(_Struct, frozen=True, kw_only=True):
            additional_attribute: _Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | _str | None = None
            amount: _str | None = None
            type: _Literal["PFAND"] | _str | None = None
        class SalesAttributes(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            value_id: _str | None = None
        external_sku_id: _str | None = None
        fees: _list[Fees] | None = None
        id: _str | None = None
        sales_attributes: _list[SalesAttributes] | None = None
        seller_sku: _str | None = None
    class Warnings(_Struct, frozen=True, kw_only=True):
        message: _str | None = None
    product_id: _str | None = None
    skus: _list[Skus] | None = None
    warnings: _list[Warnings] | None = None
class ActivateProducts(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            class ExtraErrors(_Struct, frozen=True, kw_only=True):
                code: _int | None = None
                message: _str | None = None
            extra_errors: _list[ExtraErrors] | None = None
            product_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class DeactivateProducts(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            product_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class CheckProductListing(_Struct, frozen=True, kw_only=True):
    class Diagnoses(_Struct, frozen=True, kw_only=True):
        class DiagnosisResults(_Struct, frozen=True, kw_only=True):
            code: _str | None = None
            how_to_solve: _str | None = None
            quality_tier: _Literal["FAIR", "GOOD"] | _str | None = None
        class Suggestions(_Struct, frozen=True, kw_only=True):
            class Images(_Struct, frozen=True, kw_only=True):
                height: _int | None = None
                optimized_uri: _str | None = None
                optimized_url: _str | None = None
                uri: _str | None = None
                url: _str | None = None
                width: _int | None = None
            class SeoWords(_Struct, frozen=True, kw_only=True):
                text: _str | None = None
            class SmartTexts(_Struct, frozen=True, kw_only=True):
                text: _str | None = None
            images: _list[Images] | None = None
            seo_words: _list[SeoWords] | None = None
            smart_texts: _list[SmartTexts] | None = None
        diagnosis_results: _list[DiagnosisResults] | None = None
        field: _Literal["TITLE", "DESCRIPTION", "IMAGE", "ATTRIBUTE", "SIZE_CHART"] | _str | None = None
        suggestions: Suggestions | None = None
    class FailReasons(_Struct, frozen=True, kw_only=True):
        code: _int | None = None
        message: _str | None = None
    class ListingQuality(_Struct, frozen=True, kw_only=True):
        current_tier: _Literal["POOR", "FAIR", "GOOD", "EXCELLENT"] | _str | None = None
        remaining_recommendations: _int | None = None
    class PreCheckResults(_Struct, frozen=True, kw_only=True):
        class PreCheckDetails(_Struct, frozen=True, kw_only=True):
            long_reason: _str | None = None
            related_fields: _list[_str] | None = None
            short_reason: _str | None = None
        pre_check_details: _list[PreCheckDetails] | None = None
        pre_check_item: _str | None = None
    class Warnings(_Struct, frozen=True, kw_only=True):
        message: _str | None = None
    check_result: _str | None = None
    diagnoses: _list[Diagnoses] | None = None
    fail_reasons: _list[FailReasons] | None = None
    listing_quality: ListingQuality | None = None
    pre_check_results: _list[PreCheckResults] | None = None
    warnings: Warnings | None = None
class RecoverProducts(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            product_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class SearchProducts202309(_Struct, frozen=True, kw_only=True):
    next_page_token: _str | None = None
    products: _list[_models.Product] | None = None
    total_count: _int | None = None
class EditProduct202309(_Struct, frozen=True, kw_only=True):
    class Audit(_Struct, frozen=True, kw_only=True):
        status: _Literal["NONE", "AUDITING", "APPROVED"] | _str | None = None
    class Skus(_Struct, frozen=True, kw_only=True):
        class Fees(_Struct, frozen=True, kw_only=True):
            additional_attribute: _Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | _str | None = None
            amount: _str | None = None
            type: _Literal["PFAND"] | _str | None = None
        class SalesAttributes(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            value_id: _str | None = None
        external_sku_id: _str | None = None
        fees: _list[Fees] | None = None
        id: _str | None = None
        sales_attributes: _list[SalesAttributes] | None = None
        seller_sku: _str | None = None
    class Warnings(_Struct, frozen=True, kw_only=True):
        message: _str | None = None
    audit: Audit | None = None
    product_id: _str | None = None
    skus: _list[Skus] | None = None
    warnings: _list[Warnings] | None = None
class UpdateInventory(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            class ExtraErrors(_Struct, frozen=True, kw_only=True):
                code: _int | None = None
                message: _str | None = None
                warehouse_id: _str | None = None
            extra_errors: _list[ExtraErrors] | None = None
            sku_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class PartialEditProduct202309(_Struct, frozen=True, kw_only=True):
    class Audit(_Struct, frozen=True, kw_only=True):
        status: _Literal["NONE", "AUDITING", "APPROVED"] | _str | None = None
    class ReplicatedProducts(_Struct, frozen=True, kw_only=True):
        class Skus(_Struct, frozen=True, kw_only=True):
            external_sku_id: _str | None = None
            id: _str | None = None
        product_id: _str | None = None
        region: _str | None = None
        skus: _list[Skus] | None = None
    class Skus(_Struct, frozen=True, kw_only=True):
        class Fees(_Struct, frozen=True, kw_only=True):
            additional_attribute: _Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | _str | None = None
            amount: _str | None = None
            type: _Literal["PFAND"] | _str | None = None
        class SalesAttributes(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            value_id: _str | None = None
        external_sku_id: _str | None = None
        fees: _list[Fees] | None = None
        id: _str | None = None
        sales_attributes: _list[SalesAttributes] | None = None
        seller_sku: _str | None = None
    audit: Audit | None = None
    product_id: _str | None = None
    replicated_products: _list[ReplicatedProducts] | None = None
    skus: _list[Skus] | None = None
class UpdatePrice(_Struct, frozen=True, kw_only=True):
    ...
class SearchGlobalProducts(_Struct, frozen=True, kw_only=True):
    class GlobalProducts(_Struct, frozen=True, kw_only=True):
        class Skus(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            seller_sku: _str | None = None
        create_time: _int | None = None
        id: _str | None = None
        skus: _list[Skus] | None = None
        status: _Literal["PUBLISHED", "UNPUBLISHED", "DRAFT", "DELETED"] | _str | None = None
        title: _str | None = None
        update_time: _int | None = None
    global_products: _list[GlobalProducts] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class CheckListingPrerequisites(_Struct, frozen=True, kw_only=True):
    class CheckResults(_Struct, frozen=True, kw_only=True):
        check_item: _Literal["SHOP_STATUS", "SHOP_TAX", "PICKUP_WAREHOUSE", "RETURN_WAREHOUSE", "DELIVERY_OPTION", "SHIPPING_TEMPLATE", "PRODUCT_QUANTITY_LIMIT", "EXTENDED_PRODUCER_RESPONSIBILITY", "BANk_ACCOUNT", "CONTACT_INFO"] | _str | None = None
        fail_reasons: _list[_str] | None = None
        is_failed: _bool | None = None
    check_results: _list[CheckResults] | None = None
class SearchProducts202312(_Struct, frozen=True, kw_only=True):
    next_page_token: _str | None = None
    products: _list[_models.Product] | None = None
    total_count: _int | None = None
class ListingSchemas202401(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            category_id: _int | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    class ListingSchemas(_Struct, frozen=True, kw_only=True):
        class Fileds(_Struct, frozen=True, kw_only=True):
            class ComplexValues(_Struct, frozen=True, kw_only=True):
                class Options(_Struct, frozen=True, kw_only=True):
                    id: _str | None = None
                    name: _str | None = None
                class Rules(_Struct, frozen=True, kw_only=True):
                    type: _str | None = None
                    value: _str | None = None
                id: _str | None = None
                name: _str | None = None
                options: _list[Options] | None = None
                rules: _list[Rules] | None = None
            class Options(_Struct, frozen=True, kw_only=True):
                id: _str | None = None
                name: _str | None = None
            class Rules(_Struct, frozen=True, kw_only=True):
                type: _str | None = None
                value: _str | None = None
            complex_values: _list[ComplexValues] | None = None
            id: _str | None = None
            name: _str | None = None
            options: _list[Options] | None = None
            rules: _list[Rules] | None = None
        category_id: _int | None = None
        fileds: _list[Fileds] | None = None
    errors: _list[Errors] | None = None
    listing_schemas: _list[ListingSchemas] | None = None
class CheckGlobalProductListing(_Struct, frozen=True, kw_only=True):
    class FailReasons(_Struct, frozen=True, kw_only=True):
        message: _str | None = None
    check_result: _str | None = None
    fail_reasons: _list[FailReasons] | None = None
class OptimizeImages(_Struct, frozen=True, kw_only=True):
    class Images(_Struct, frozen=True, kw_only=True):
        height: _int | None = None
        optimize_status: _Literal["SUCCESS", "IGNORE", "PROCESSING"] | _str | None = None
        optimized_uri: _str | None = None
        optimized_url: _str | None = None
        original_uri: _str | None = None
        original_url: _str | None = None
        width: _int | None = None
    images: _list[Images] | None = None
class GetProductDiagnoses(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Diagnoses(_Struct, frozen=True, kw_only=True):
            class DiagnosisResults(_Struct, frozen=True, kw_only=True):
                code: _str | None = None
                how_to_solve: _str | None = None
                quality_tier: _Literal["FAIR", "GOOD"] | _str | None = None
            class Suggestion(_Struct, frozen=True, kw_only=True):
                class Images(_Struct, frozen=True, kw_only=True):
                    height: _int | None = None
                    optimized_uri: _str | None = None
                    optimized_url: _str | None = None
                    uri: _str | None = None
                    url: _str | None = None
                    width: _int | None = None
                class SeoWords(_Struct, frozen=True, kw_only=True):
                    text: _str | None = None
                class SmartTexts(_Struct, frozen=True, kw_only=True):
                    text: _str | None = None
                images: _list[Images] | None = None
                seo_words: _list[SeoWords] | None = None
                smart_texts: _list[SmartTexts] | None = None
            diagnosis_results: _list[DiagnosisResults] | None = None
            field: _Literal["TITLE", "DESCRIPTION", "IMAGE", "ATTRIBUTE", "SIZE_CHART"] | _str | None = None
            suggestion: Suggestion | None = None
        class ListingQuality(_Struct, frozen=True, kw_only=True):
            current_tier: _Literal["POOR", "FAIR", "GOOD"] | _str | None = None
            remaining_recommendations: _int | None = None
        diagnoses: _list[Diagnoses] | None = None
        id: _str | None = None
        listing_quality: ListingQuality | None = None
    products: _list[Products] | None = None
class GetProductsSeoWords(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class SeoWords(_Struct, frozen=True, kw_only=True):
            text: _str | None = None
        id: _str | None = None
        seo_words: _list[SeoWords] | None = None
    products: _list[Products] | None = None
class GetRecommendedProductTitleAndDescription(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Suggestions(_Struct, frozen=True, kw_only=True):
            class Items(_Struct, frozen=True, kw_only=True):
                text: _str | None = None
            field: _Literal["TITLE", "DESCRIPTION"] | _str | None = None
            items: _list[Items] | None = None
        id: _str | None = None
        suggestions: _list[Suggestions] | None = None
    products: _list[Products] | None = None
class ListingSchemas(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            category_id: _int | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    class ListingSchemas(_Struct, frozen=True, kw_only=True):
        class Fields(_Struct, frozen=True, kw_only=True):
            class ComplexValues(_Struct, frozen=True, kw_only=True):
                class Options(_Struct, frozen=True, kw_only=True):
                    id: _str | None = None
                    name: _str | None = None
                class Rules(_Struct, frozen=True, kw_only=True):
                    type: _str | None = None
                    value: _str | None = None
                id: _str | None = None
                name: _str | None = None
                options: _list[Options] | None = None
                rules: _list[Rules] | None = None
            class Options(_Struct, frozen=True, kw_only=True):
                id: _str | None = None
                name: _str | None = None
            class Rules(_Struct, frozen=True, kw_only=True):
                type: _str | None = None
                value: _str | None = None
            complex_values: _list[ComplexValues] | None = None
            id: _str | None = None
            name: _str | None = None
            options: _list[Options] | None = None
            rules: _list[Rules] | None = None
        category_id: _int | None = None
        fields: _list[Fields] | None = None
    errors: _list[Errors] | None = None
    listing_schemas: _list[ListingSchemas] | None = None
class CreateCategoryUpgradeTask(_Struct, frozen=True, kw_only=True):
    ...
class SearchSizeCharts(_Struct, frozen=True, kw_only=True):
    class SizeChart(_Struct, frozen=True, kw_only=True):
        class Images(_Struct, frozen=True, kw_only=True):
            locale: _str | None = None
            uri: _str | None = None
            url: _str | None = None
        class SizeChartDatas(_Struct, frozen=True, kw_only=True):
            class SizeChartData(_Struct, frozen=True, kw_only=True):
                class Table(_Struct, frozen=True, kw_only=True):
                    class Headers(_Struct, frozen=True, kw_only=True):
                        name: _str | None = None
                        id: _str | None = None
                    class Rows(_Struct, frozen=True, kw_only=True):
                        class Cells(_Struct, frozen=True, kw_only=True):
                            value: _str | None = None
                        cells: _list[Cells] | None = None
                    headers: _list[Headers] | None = None
                    rows: _list[Rows] | None = None
                table: Table | None = None
                description: _str | None = None
                is_one_size: _bool | None = None
                measurement_type: _Literal["GENERIC_MEASUREMENTS", "BODY_MEASUREMENTS"] | _str | None = None
                unit_system: _Literal["METRIC", "IMPERIAL"] | _str | None = None
                size_types: _list[_Literal["size_chart_common_size_type"] | _str] | None = None
            locale: _str | None = None
            size_chart_data: SizeChartData | None = None
        images: _list[Images] | None = None
        template_id: _str | None = None
        template_name: _str | None = None
        related_category_ids: _list[_str] | None = None
        size_chart_datas: _list[SizeChartDatas] | None = None
        size_chart_mode: _Literal["REUSABLE_TEMPLATE"] | _str | None = None
    next_page_token: _str | None = None
    size_chart: _list[SizeChart] | None = None
    total_count: _int | None = None
class UploadCandidateProducts(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            external_product_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class PartialEditCandidateProducts(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            external_product_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class SearchCandidateProducts(_Struct, frozen=True, kw_only=True):
    class CandidateProducts(_Struct, frozen=True, kw_only=True):
        class Images(_Struct, frozen=True, kw_only=True):
            uri: _str | None = None
        class Skus(_Struct, frozen=True, kw_only=True):
            class Price(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class SalesAttributes(_Struct, frozen=True, kw_only=True):
                class SkuImages(_Struct, frozen=True, kw_only=True):
                    uri: _str | None = None
                name: _str | None = None
                sku_images: _list[SkuImages] | None = None
                value: _str | None = None
            price: Price | None = None
            sales_attributes: _list[SalesAttributes] | None = None
        create_time: _int | None = None
        description: _str | None = None
        external_category_name: _str | None = None
        external_product_id: _str | None = None
        images: _list[Images] | None = None
        opportunity_ids: _list[_str] | None = None
        opportunity_matching_end_time: _int | None = None
        opportunity_matching_status: _Literal["PENDING", "MATCHED", "NOT_MATCHED"] | _str | None = None
        skus: _list[Skus] | None = None
        title: _str | None = None
        update_time: _int | None = None
    candidate_products: _list[CandidateProducts] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class CreateManufacturer(_Struct, frozen=True, kw_only=True):
    manufacturer_id: _str | None = None
class SearchManufacturers202409(_Struct, frozen=True, kw_only=True):
    class Manufacturers(_Struct, frozen=True, kw_only=True):
        class PhoneNumber(_Struct, frozen=True, kw_only=True):
            country_code: _str | None = None
            local_number: _str | None = None
        address: _str | None = None
        email: _str | None = None
        id: _str | None = None
        name: _str | None = None
        phone_number: PhoneNumber | None = None
        registered_trade_name: _str | None = None
    manufacturers: _list[Manufacturers] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class PartialEditManufacturer(_Struct, frozen=True, kw_only=True):
    ...
class CreateResponsiblePerson(_Struct, frozen=True, kw_only=True):
    responsible_person_id: _str | None = None
class SearchResponsiblePersons202409(_Struct, frozen=True, kw_only=True):
    class ResponsiblePersons(_Struct, frozen=True, kw_only=True):
        class Address(_Struct, frozen=True, kw_only=True):
            city: _str | None = None
            country: _str | None = None
            district: _str | None = None
            postal_code: _str | None = None
            province: _str | None = None
            street_address_line1: _str | None = None
            street_address_line2: _str | None = None
        class PhoneNumber(_Struct, frozen=True, kw_only=True):
            country_code: _str | None = None
            local_number: _str | None = None
        address: Address | None = None
        email: _str | None = None
        id: _str | None = None
        name: _str | None = None
        phone_number: PhoneNumber | None = None
    next_page_token: _str | None = None
    responsible_persons: _list[ResponsiblePersons] | None = None
    total_count: _int | None = None
class PartialEditResponsiblePerson(_Struct, frozen=True, kw_only=True):
    ...
class SearchOpportunities(_Struct, frozen=True, kw_only=True):
    class Opportunities(_Struct, frozen=True, kw_only=True):
        benefits: _list[_str] | None = None
        create_time: _int | None = None
        id: _str | None = None
        tags: _list[_Literal["TIKTOKSHOP_HOT_SELLING", "POPULAR_IN_TIKTOKSHOP", "POPULAR_IN_MARKETPLACES"] | _str] | None = None
        type: _Literal["PRODUCT", "LEAF_CATEGORY"] | _str | None = None
        update_time: _int | None = None
    next_page_token: _str | None = None
    opportunities: _list[Opportunities] | None = None
    total_count: _int | None = None
class ApplyOpportunities(_Struct, frozen=True, kw_only=True):
    class OpportunityApplications(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        opportunity_id: _str | None = None
        product_id: _str | None = None
        status: _Literal["REVIEWING", "APPROVED", "REJECTED"] | _str | None = None
    opportunity_applications: _list[OpportunityApplications] | None = None
class DiagnoseAndOptimizeProduct(_Struct, frozen=True, kw_only=True):
    class Diagnoses(_Struct, frozen=True, kw_only=True):
        class DiagnosisResults(_Struct, frozen=True, kw_only=True):
            code: _str | None = None
            how_to_solve: _str | None = None
            quality_tier: _Literal["FAIR", "GOOD"] | _str | None = None
        class Suggestion(_Struct, frozen=True, kw_only=True):
            class Images(_Struct, frozen=True, kw_only=True):
                height: _int | None = None
                optimized_uri: _str | None = None
                optimized_url: _str | None = None
                uri: _str | None = None
                url: _str | None = None
                width: _int | None = None
            class SeoWords(_Struct, frozen=True, kw_only=True):
                text: _str | None = None
            class SmartTexts(_Struct, frozen=True, kw_only=True):
                text: _str | None = None
            images: _list[Images] | None = None
            seo_words: _list[SeoWords] | None = None
            smart_texts: _list[SmartTexts] | None = None
        diagnosis_results: _list[DiagnosisResults] | None = None
        field: _Literal["TITLE", "DESCRIPTION", "IMAGE", "ATTRIBUTE", "SIZE_CHART"] | _str | None = None
        suggestion: Suggestion | None = None
    class ListingQuality(_Struct, frozen=True, kw_only=True):
        current_tier: _Literal["POOR", "FAIR", "GOOD"] | _str | None = None
        remaining_recommendations: _int | None = None
    diagnoses: _list[Diagnoses] | None = None
    listing_quality: ListingQuality | None = None
class CreateAttributeRecommendationRequest(_Struct, frozen=True, kw_only=True):
    ...
class SearchManufacturers(_Struct, frozen=True, kw_only=True):
    class Manufacturers(_Struct, frozen=True, kw_only=True):
        class RegionalProfiles(_Struct, frozen=True, kw_only=True):
            class PhoneNumber(_Struct, frozen=True, kw_only=True):
                availability: _Literal["AVAILABLE", "UNAVAILABLE"] | _str | None = None
                country_code: _str | None = None
                local_number: _str | None = None
            address: _str | None = None
            email: _str | None = None
            locale: _Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT"] | _str | None = None
            name: _str | None = None
            phone_number: PhoneNumber | None = None
            registered_trade_name: _str | None = None
        id: _str | None = None
        regional_profiles: _list[RegionalProfiles] | None = None
    manufacturers: _list[Manufacturers] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class SearchResponsiblePersons(_Struct, frozen=True, kw_only=True):
    class ResponsiblePersons(_Struct, frozen=True, kw_only=True):
        class RegionalProfiles(_Struct, frozen=True, kw_only=True):
            class Address(_Struct, frozen=True, kw_only=True):
                city: _str | None = None
                country: _str | None = None
                district: _str | None = None
                postal_code: _str | None = None
                province: _str | None = None
                street_address_line1: _str | None = None
                street_address_line2: _str | None = None
            class PhoneNumber(_Struct, frozen=True, kw_only=True):
                country_code: _str | None = None
                local_number: _str | None = None
            address: Address | None = None
            email: _str | None = None
            locale: _Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT"] | _str | None = None
            name: _str | None = None
            phone_number: PhoneNumber | None = None
        id: _str | None = None
        regional_profiles: _list[RegionalProfiles] | None = None
    next_page_token: _str | None = None
    responsible_persons: _list[ResponsiblePersons] | None = None
    total_count: _int | None = None
class SearchProducts(_Struct, frozen=True, kw_only=True):
    next_page_token: _str | None = None
    products: _list[_models.Product] | None = None
    total_count: _int | None = None
class EnableStrikethroughPrices(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            sku_id: _str | None = None
        code: _str | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class BindLocalProducts(_Struct, frozen=True, kw_only=True):
    class BindResults(_Struct, frozen=True, kw_only=True):
        class FailReasons(_Struct, frozen=True, kw_only=True):
            code: _int | None = None
            message: _str | None = None
        fail_reasons: _list[FailReasons] | None = None
        local_product_id: _str | None = None
        region: _Literal["DE", "ES", "FR", "IE", "IT"] | _str | None = None
        status: _Literal["SUCCESS", "FAILED"] | _str | None = None
    bind_results: _list[BindResults] | None = None
class CreateImageTranslationTasks(_Struct, frozen=True, kw_only=True):
    class TranslationTasks(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        image_uri: _str | None = None
        target_language: _Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT"] | _str | None = None
    translation_tasks: _list[TranslationTasks] | None = None
class SearchCombinedListingRecommendations(_Struct, frozen=True, kw_only=True):
    class CombinedListingRecommendations(_Struct, frozen=True, kw_only=True):
        class Products(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            option_value: _str | None = None
        option_name: _str | None = None
        products: _list[Products] | None = None
    combined_listing_recommendations: _list[CombinedListingRecommendations] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class UploadExternalProduct(_Struct, frozen=True, kw_only=True):
    ...
class GetImageTranslationTasks(_Struct, frozen=True, kw_only=True):
    class TranslationTasks(_Struct, frozen=True, kw_only=True):
        class OriginalImage(_Struct, frozen=True, kw_only=True):
            uri: _str | None = None
            url: _str | None = None
        class TranslatedImage(_Struct, frozen=True, kw_only=True):
            uri: _str | None = None
            url: _str | None = None
        fail_reason: _str | None = None
        id: _str | None = None
        original_image: OriginalImage | None = None
        status: _Literal["PROCESSING", "COMPLETED", "FAILED"] | _str | None = None
        target_language: _Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT"] | _str | None = None
        translated_image: TranslatedImage | None = None
    translation_tasks: _list[TranslationTasks] | None = None
class GetGlobalListingRules(_Struct, frozen=True, kw_only=True):
    class InventoryRules(_Struct, frozen=True, kw_only=True):
        class AssociatedWarehouses(_Struct, frozen=True, kw_only=True):
            region: _str | None = None
            warehouse_id: _str | None = None
        allocation_mode: _Literal["SHARED", "DYNAMIC", "MANUAL"] | _str | None = None
        associated_warehouses: _list[AssociatedWarehouses] | None = None
        local_warehouse_id: _str | None = None
    inventory_rules: _list[InventoryRules] | None = None
    listing_methods: _list[_Literal["GLOBAL_PUBLISHING", "LOCAL_REPLICATION"] | _str] | None = None
class ReplicateProduct(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            region: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class GetGlobalReplicatedProducts(_Struct, frozen=True, kw_only=True):
    class ReplicatedProducts(_Struct, frozen=True, kw_only=True):
        product_id: _str | None = None
        product_status: _str | None = None
        region: _Literal["AT", "BE", "CZ", "DE", "ES", "FR", "GB", "GR", "HU", "ID", "IE", "IT", "JP", "MY", "NL", "PH", "PO", "PT", "SG", "TH", "US", "VN", "MX"] | _str | None = None
        shop_id: _str | None = None
    replicated_products: _list[ReplicatedProducts] | None = None
class ImportExternalProductInfo(_Struct, frozen=True, kw_only=True):
    class ImportResult(_Struct, frozen=True, kw_only=True):
        code: _str | None = None
        message: _str | None = None
    import_result: ImportResult | None = None
class PartialEditGlobalProduct(_Struct, frozen=True, kw_only=True):
    class GlobalSkus(_Struct, frozen=True, kw_only=True):
        class SalesAttributes(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            value_id: _str | None = None
        external_global_sku_id: _str | None = None
        id: _str | None = None
        sales_attributes: _list[SalesAttributes] | None = None
        seller_sku: _str | None = None
    class PublishResults(_Struct, frozen=True, kw_only=True):
        class FailReasons(_Struct, frozen=True, kw_only=True):
            message: _str | None = None
        fail_reasons: _list[FailReasons] | None = None
        region: _Literal["DE", "ES", "FR", "GB", "ID", "IE", "IT", "JP", "MX", "MY", "PH", "SG", "TH", "US", "VN"] | _str | None = None
        status: _Literal["SUCCESS", "FAILED"] | _str | None = None
    global_skus: _list[GlobalSkus] | None = None
    publish_results: _list[PublishResults] | None = None
class EditProduct(_Struct, frozen=True, kw_only=True):
    class Audit(_Struct, frozen=True, kw_only=True):
        status: _Literal["NONE", "AUDITING", "APPROVED"] | _str | None = None
    class Skus(_Struct, frozen=True, kw_only=True):
        class Fees(_Struct, frozen=True, kw_only=True):
            additional_attribute: _Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | _str | None = None
            amount: _str | None = None
            type: _Literal["PFAND"] | _str | None = None
        class SalesAttributes(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            value_id: _str | None = None
        external_sku_id: _str | None = None
        fees: _list[Fees] | None = None
        id: _str | None = None
        sales_attributes: _list[SalesAttributes] | None = None
        seller_sku: _str | None = None
    class Warnings(_Struct, frozen=True, kw_only=True):
        message: _str | None = None
    audit: Audit | None = None
    product_id: _str | None = None
    skus: _list[Skus] | None = None
    warnings: _list[Warnings] | None = None
class PartialEditProduct(_Struct, frozen=True, kw_only=True):
    class Audit(_Struct, frozen=True, kw_only=True):
        status: _Literal["NONE", "AUDITING", "APPROVED"] | _str | None = None
    class Skus(_Struct, frozen=True, kw_only=True):
        class Fees(_Struct, frozen=True, kw_only=True):
            additional_attribute: _Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | _str | None = None
            amount: _str | None = None
            type: _Literal["PFAND"] | _str | None = None
        class SalesAttributes(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            value_id: _str | None = None
        external_sku_id: _str | None = None
        fees: _list[Fees] | None = None
        id: _str | None = None
        sales_attributes: _list[SalesAttributes] | None = None
        seller_sku: _str | None = None
    audit: Audit | None = None
    product_id: _str | None = None
    skus: _list[Skus] | None = None
class SearchProductsForComplianceAuditing(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Categories(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            is_leaf: _bool | None = None
            level: _int | None = None
            name: _str | None = None
            parent_id: _str | None = None
        class Variants(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
        brand_id: _str | None = None
        brand_name: _str | None = None
        categories: _list[Categories] | None = None
        country: _Literal["BR", "DE", "ES", "FR", "GB", "ID", "IE", "IT", "JP", "MX", "MY", "PH", "SG", "TH", "US", "VN"] | _str | None = None
        description: _str | None = None
        id: _str | None = None
        listing_url: _str | None = None
        main_image_urls: _list[_str] | None = None
        seller_id: _str | None = None
        seller_name: _str | None = None
        title: _str | None = None
        variants: _list[Variants] | None = None
    next_page_token: _str | None = None
    products: _list[Products] | None = None
    total_count: _int | None = None
class GetProductPackageRecommendations(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class WeightRecommendation(_Struct, frozen=True, kw_only=True):
            class Weight(_Struct, frozen=True, kw_only=True):
                min_value: _str | None = None
                max_value: _str | None = None
            unit: _str | None = None
            weight: Weight | None = None
        class DimensionRecommendation(_Struct, frozen=True, kw_only=True):
            class Length(_Struct, frozen=True, kw_only=True):
                min_value: _str | None = None
                max_value: _str | None = None
            class Height(_Struct, frozen=True, kw_only=True):
                min_value: _str | None = None
                max_value: _str | None = None
            class Width(_Struct, frozen=True, kw_only=True):
                min_value: _str | None = None
                max_value: _str | None = None
            unit: _str | None = None
            length: Length | None = None
            height: Height | None = None
            width: Width | None = None
        product_id: _str | None = None
        abnormality_types: _list[_Literal["None", "Dimension", "Weight"] | _str] | None = None
        weight_recommendation: WeightRecommendation | None = None
        dimension_recommendation: DimensionRecommendation | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
    products: _list[Products] | None = None
class SubmitSizeChartAppeal(_Struct, frozen=True, kw_only=True):
    ...
class ListOpportunities(_Struct, frozen=True, kw_only=True):
    class Data(_Struct, frozen=True, kw_only=True):
        class Opportunities(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            title: _str | None = None
            reference_images: _list[_str] | None = None
            category_id_level_1: _str | None = None
            category_id_level_2: _str | None = None
            category_id_level_3: _str | None = None
            category_name_level_1: _str | None = None
            category_name_level_2: _str | None = None
            category_name_level_3: _str | None = None
            is_collected: _bool | None = None
            query_words: _str | None = None
            opportunity_type: _str | None = None
            brand_name: _str | None = None
            create_time: _int | None = None
            expire_time: _int | None = None
            est_market_sales_volume: _str | None = None
            est_market_gmv: _str | None = None
            search_volume: _str | None = None
            competitor_product_count: _str | None = None
            video_view_pv: _str | None = None
            tags: _str | None = None
            tag_codes: _list[_str] | None = None
            reward_info: _str | None = None
            external_product_id: _str | None = None
            reference_source: _Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22"] | _str | None = None
        opportunities: _list[Opportunities] | None = None
        next_page_token: _str | None = None
        total_count: _int | None = None
    data: Data | None = None
class GetSubmissionRecords(_Struct, frozen=True, kw_only=True):
    class Data(_Struct, frozen=True, kw_only=True):
        class Submissions(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            opportunity_id: _str | None = None
            opportunity_title: _str | None = None
            status: _str | None = None
            product_id: _str | None = None
            product_name: _str | None = None
            submit_time: _int | None = None
            review_time: _int | None = None
            rejection_reason: _str | None = None
            product_orders: _int | None = None
            product_pv: _int | None = None
        submissions: _list[Submissions] | None = None
        next_page_token: _str | None = None
        total_count: _int | None = None
    data: Data | None = None
class GetOpportunityDetail(_Struct, frozen=True, kw_only=True):
    class Opportunity(_Struct, frozen=True, kw_only=True):
        class ListingCriteria(_Struct, frozen=True, kw_only=True):
            product_brand: _str | None = None
            product_category: _str | None = None
            product_status: _str | None = None
            keywords: _str | None = None
        class ContentData(_Struct, frozen=True, kw_only=True):
            video_view_pv: _str | None = None
            shoppable_video_search_pv: _str | None = None
            trending_hashtag: _str | None = None
            top_shoppable_video_links: _list[_str] | None = None
        class MarketData(_Struct, frozen=True, kw_only=True):
            est_market_sales_volume: _str | None = None
            est_market_gmv: _str | None = None
            market_buzz: _str | None = None
            search_volume: _str | None = None
            search_keyword: _str | None = None
            competitor_product_count: _str | None = None
            competitor_seller_count: _str | None = None
        class BasicInfo(_Struct, frozen=True, kw_only=True):
            opportunity_type: _Literal["PRODUCT", "KEYWORD", "CATEGORY"] | _str | None = None
            status: _str | None = None
            create_time: _int | None = None
            expire_time: _int | None = None
            title: _str | None = None
            category_id_level_1: _str | None = None
            category_id_level_2: _str | None = None
            category_id_level_3: _str | None = None
            category_name_level_1: _str | None = None
            category_name_level_2: _str | None = None
            category_name_level_3: _str | None = None
            reference_price: _str | None = None
            reference_images: _list[_str] | None = None
            brand_info: _str | None = None
            reward_info: _str | None = None
            recom_info: _str | None = None
            tags: _str | None = None
            tag_codes: _list[_str] | None = None
            external_product_id: _str | None = None
            reference_source: _Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22"] | _str | None = None
        id: _str | None = None
        action_type: _Literal["LIST_SAME", "LIST_SIMILAR"] | _str | None = None
        listing_criteria: ListingCriteria | None = None
        content_data: ContentData | None = None
        market_data: MarketData | None = None
        basic_info: BasicInfo | None = None
    opportunity: Opportunity | None = None
class SubmitProductViaOpportunity(_Struct, frozen=True, kw_only=True):
    class Submission(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        opportunity_id: _str | None = None
        product_id: _str | None = None
        status: _str | None = None
        submit_time: _int | None = None
        rejection_reason: _str | None = None
    submission: Submission | None = None
class CreateGpaUpgradeTask(_Struct, frozen=True, kw_only=True):
    ...
class ListProductSkppStatuses(_Struct, frozen=True, kw_only=True):
    class Products(_Struct, frozen=True, kw_only=True):
        class Rewards(_Struct, frozen=True, kw_only=True):
            reward_type: _Literal["ADS_CREDIT", "TOP_CREATOR_MATCHMAKING", "SHOPTAB_PV"] | _str | None = None
            status: _str | None = None
            value: _str | None = None
            ad_credit_claim_status: _str | None = None
        product_id: _str | None = None
        title: _str | None = None
        skpp_status: _Literal["QUALIFIED", "NOT_QUALIFIED"] | _str | None = None
        affiliate_program_status: _Literal["ACTIVE", "INACTIVE"] | _str | None = None
        total_score: _int | None = None
        target_score: _int | None = None
        rewards: _list[Rewards] | None = None
    products: _list[Products] | None = None
    total_count: _int | None = None
    update_time: _int | None = None
class GetShopSkppSummary(_Struct, frozen=True, kw_only=True):
    class ShopSummary(_Struct, frozen=True, kw_only=True):
        qualified_products_count: _int | None = None
        eligible_products_count: _int | None = None
        earned_ad_credit: _str | None = None
        increased_visibility_l30d: _str | None = None
    shop_summary: ShopSummary | None = None
class GetProductSkppDetail(_Struct, frozen=True, kw_only=True):
    class Rewards(_Struct, frozen=True, kw_only=True):
        class ClaimConditions(_Struct, frozen=True, kw_only=True):
            condition_type: _Literal["GMV", "ORDER"] | _str | None = None
            current_value: _str | None = None
            target_value: _str | None = None
        reward_type: _Literal["ADS_CREDIT", "TOP_CREATOR_MATCHMAKING", "SHOPTAB_PV"] | _str | None = None
        title: _str | None = None
        status: _Literal["NOT_GRANTED", "PENDING", "AVAILABLE"] | _str | None = None
        ad_credit_claim_status: _Literal["UNCLAIMED"] | _str | None = None
        value: _str | None = None
        claim_conditions: _list[ClaimConditions] | None = None
        campaign_id: _str | None = None
    class TaskDetails(_Struct, frozen=True, kw_only=True):
        class ActionSuggestions(_Struct, frozen=True, kw_only=True):
            score_increase: _int | None = None
            url: _str | None = None
        category: _Literal["COMMISSION_RATE", "FULFILMENT", "PRICING", "FREE_SHIPING", "FOLLOWER_BENEFITS", "SAMPLING", "ADS_SPEND", "STOCK", "SHOPPABLE_VIDEOS", "INFORMATION_QUALITY", "CRM_HOSTING"] | _str | None = None
        name: _str | None = None
        current_value: _str | None = None
        target_value: _str | None = None
        passed: _bool | None = None
        action_suggestions: _list[ActionSuggestions] | None = None
    product_id: _str | None = None
    affiliate_program_status: _Literal["ACTIVE", "INACTIVE"] | _str | None = None
    total_score: _int | None = None
    target_score: _int | None = None
    rewards: _list[Rewards] | None = None
    task_details: _list[TaskDetails] | None = None
    update_time: _int | None = None
    skpp_status: _Literal["QUALIFIED", "NOT_QUALIFIED", "NOT_ELIGIBLE"] | _str | None = None
class UpdateStockOperationSettings(_Struct, frozen=True, kw_only=True):
    class StockOperation(_Struct, frozen=True, kw_only=True):
        failed_sku_ids: _list[_str] | None = None
        success_sku_ids: _list[_str] | None = None
    stock_operation: StockOperation | None = None
class SuggestBrands(_Struct, frozen=True, kw_only=True):
    class Brands(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        is_authorized: _bool | None = None
        name: _str | None = None
    brands: _list[Brands] | None = None
class PredictProductPackageDimensionsAndWeight(_Struct, frozen=True, kw_only=True):
    class PackageDimensions(_Struct, frozen=True, kw_only=True):
        height: _int | None = None
        length: _int | None = None
        unit: _Literal["CENTIMETER", "INCH", "FOOT", "MILLIMETER", "METER"] | _str | None = None
        width: _int | None = None
    class PackageWeight(_Struct, frozen=True, kw_only=True):
        unit: _Literal["GRAM", "POUND", "OUNCE", "KILOGRAM"] | _str | None = None
        value: _str | None = None
    package_dimensions: PackageDimensions | None = None
    package_weight: PackageWeight | None = None
class RecommendRequiredProductProperties(_Struct, frozen=True, kw_only=True):
    class RecommendedProperties(_Struct, frozen=True, kw_only=True):
        class Values(_Struct, frozen=True, kw_only=True):
            id: _str | None = None
            name: _str | None = None
        id: _str | None = None
        is_customizable: _bool | None = None
        is_multiple_selection: _bool | None = None
        is_required: _bool | None = None
        name: _str | None = None
        type: _Literal["UNSPECIFIED", "KEY_PROPERTY", "SALES_PROPERTY", "PRODUCT_PROPERTY"] | _str | None = None
        values: _list[Values] | None = None
    recommended_properties: _list[RecommendedProperties] | None = None
class SubmitStrikethroughPrice(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            sku_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class CreateSizeChart(_Struct, frozen=True, kw_only=True):
    size_chart_id: _str | None = None
class EditSizeChart(_Struct, frozen=True, kw_only=True):
    size_chart_id: _str | None = None
class CreatePromotionActivity(_Struct, frozen=True, kw_only=True):
    activity_id: _str | None = None
    create_time: _int | None = None
    status: _Literal["DRAFT", "NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED", "NOT_EFFECTIVE"] | _str | None = None
    update_time: _int | None = None
class SearchPromotionActivities(_Struct, frozen=True, kw_only=True):
    class Activities(_Struct, frozen=True, kw_only=True):
        class Discount(_Struct, frozen=True, kw_only=True):
            class BmsmDiscount(_Struct, frozen=True, kw_only=True):
                class Details(_Struct, frozen=True, kw_only=True):
                    threshold_type: _Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | _str | None = None
                    threshold_value: _str | None = None
                    tier: _int | None = None
                    type: _Literal["PERCENTAGE_OFF", "AMOUNT_OFF"] | _str | None = None
                    value: _str | None = None
                details: _list[Details] | None = None
            class GiftDiscount(_Struct, frozen=True, kw_only=True):
                class GiftInfos(_Struct, frozen=True, kw_only=True):
                    class GiftDetails(_Struct, frozen=True, kw_only=True):
                        product_id: _str | None = None
                        sku_id: _str | None = None
                        total_claim_limit: _str | None = None
                    gift_details: _list[GiftDetails] | None = None
                    threshold_type: _Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | _str | None = None
                    threshold_value: _str | None = None
                    tier: _int | None = None
                gift_infos: _list[GiftInfos] | None = None
                gift_receiving_type: _str | None = None
            class ShippingDiscount(_Struct, frozen=True, kw_only=True):
                class AreaScope(_Struct, frozen=True, kw_only=True):
                    specific_areas: _list[_str] | None = None
                    type: _Literal["WHOLE", "SPECIFIC_AREAS"] | _str | None = None
                area_scope: AreaScope | None = None
                inventory_type: _Literal["SELF_FULFILLED", "FULFILLED_BY_TIKTOK", "ALL"] | _str | None = None
                shipping_method: _Literal["STANDARD_SHIPPING", "EXPRESS_SHIPPING", "ALL_SHIPPING_METHOD"] | _str | None = None
                threshold_type: _Literal["NO_THRESHOLD", "MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | _str | None = None
                threshold_value: _str | None = None
                type: _Literal["FREE_SHIPPING", "DISCOUNT_SHIPPING_FEE"] | _str | None = None
                value: _str | None = None
            class BxgyDiscount(_Struct, frozen=True, kw_only=True):
                threshold_type: _Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | _str | None = None
                threshold_value: _str | None = None
                discount_type: _Literal["PERCENTAGE_OFF", "FREE", "AMOUNT_OFF_EACH"] | _str | None = None
                discount_value: _str | None = None
                benefit_max_applicable_quantity: _str | None = None
                benefit_max_applicable_times: _str | None = None
            bmsm_discount: BmsmDiscount | None = None
            gift_discount: GiftDiscount | None = None
            shipping_discount: ShippingDiscount | None = None
            bxgy_discount: BxgyDiscount | None = None
        class ParticipationLimit(_Struct, frozen=True, kw_only=True):
            type: _str | None = None
        activity_commands: _list[_str] | None = None
        activity_type: _Literal["FIXED_PRICE", "DIRECT_DISCOUNT", "FLASHSALE", "SHIPPING_DISCOUNT", "BUY_MORE_SAVE_MORE", "GIFT_WITH_PURCHASE", "BUY_X_GET_Y"] | _str | None = None
        begin_time: _int | None = None
        create_time: _int | None = None
        discount: Discount | None = None
        duration_type: _Literal["NORMAL", "INDEFINITE"] | _str | None = None
        end_time: _int | None = None
        id: _str | None = None
        participation_limit: _list[ParticipationLimit] | None = None
        product_level: _Literal["PRODUCT", "VARIATION", "SHOP"] | _str | None = None
        status: _Literal["DRAFT", "NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED", "NOT_EFFECTIVE"] | _str | None = None
        title: _str | None = None
        update_time: _int | None = None
        auction_support_type: _Literal["ALL", "EXCLUDE_AUCTION"] | _str | None = None
    activities: _list[Activities] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GetActivity(_Struct, frozen=True, kw_only=True):
    class Discount(_Struct, frozen=True, kw_only=True):
        class BmsmDiscount(_Struct, frozen=True, kw_only=True):
            class Details(_Struct, frozen=True, kw_only=True):
                threshold_type: _Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | _str | None = None
                threshold_value: _str | None = None
                tier: _int | None = None
                type: _Literal["PERCENTAGE_OFF", "AMOUNT_OFF"] | _str | None = None
                value: _str | None = None
            details: _list[Details] | None = None
        class GiftDiscount(_Struct, frozen=True, kw_only=True):
            class GiftInfos(_Struct, frozen=True, kw_only=True):
                class GiftDetails(_Struct, frozen=True, kw_only=True):
                    product_id: _str | None = None
                    sku_id: _str | None = None
                    total_claim_limit: _str | None = None
                gift_details: _list[GiftDetails] | None = None
                threshold_type: _Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | _str | None = None
                threshold_value: _str | None = None
                tier: _int | None = None
            gift_infos: _list[GiftInfos] | None = None
            gift_receiving_type: _str | None = None
        class ShippingDiscount(_Struct, frozen=True, kw_only=True):
            class AreaScope(_Struct, frozen=True, kw_only=True):
                specific_areas: _list[_str] | None = None
                type: _Literal["WHOLE", "SPECIFIC_AREAS"] | _str | None = None
            area_scope: AreaScope | None = None
            inventory_type: _Literal["SELF_FULFILLED", "FULFILLED_BY_TIKTOK", "ALL"] | _str | None = None
            shipping_method: _Literal["STANDARD_SHIPPING", "EXPRESS_SHIPPING", "ALL_SHIPPING_METHOD"] | _str | None = None
            threshold_type: _Literal["NO_THRESHOLD", "MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | _str | None = None
            threshold_value: _str | None = None
            type: _Literal["FREE_SHIPPING", "DISCOUNT_SHIPPING_FEE"] | _str | None = None
            value: _str | None = None
        class BxgyDiscount(_Struct, frozen=True, kw_only=True):
            threshold_type: _Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | _str | None = None
            threshold_value: _str | None = None
            discount_type: _Literal["PERCENTAGE_OFF", "FREE", "AMOUNT_OFF_EACH"] | _str | None = None
            discount_value: _str | None = None
            benefit_max_applicable_quantity: _str | None = None
            benefit_max_applicable_times: _str | None = None
        bmsm_discount: BmsmDiscount | None = None
        gift_discount: GiftDiscount | None = None
        shipping_discount: ShippingDiscount | None = None
        bxgy_discount: BxgyDiscount | None = None
    class ParticipationLimit(_Struct, frozen=True, kw_only=True):
        type: _str | None = None
    class Products(_Struct, frozen=True, kw_only=True):
        class ActivityPrice(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class Skus(_Struct, frozen=True, kw_only=True):
            class ActivityPrice(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            activity_price: ActivityPrice | None = None
            discount: _str | None = None
            id: _str | None = None
            quantity_limit: _int | None = None
            quantity_per_user: _int | None = None
            used_quantity: _int | None = None
        activity_price: ActivityPrice | None = None
        discount: _str | None = None
        id: _str | None = None
        quantity_limit: _int | None = None
        quantity_per_user: _int | None = None
        skus: _list[Skus] | None = None
        used_quantity: _int | None = None
    class TargetUserInfo(_Struct, frozen=True, kw_only=True):
        user_type: _Literal["ALL_USER", "SHOP_NEW_CUSTOMER", "SHOP_EXISTING_CUSTOMER", "SHOP_REPEAT_CUSTOMER", "SHOP_ABANDONED_CHECKOUTS_CUSTOMER"] | _str | None = None
    class BenefitProducts(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
    activity_commands: _list[_str] | None = None
    activity_id: _str | None = None
    activity_type: _Literal["FIXED_PRICE", "DIRECT_DISCOUNT", "FLASHSALE", "SHIPPING_DISCOUNT", "BUY_MORE_SAVE_MORE", "GIFT_WITH_PURCHASE", "BUY_X_GET_Y"] | _str | None = None
    begin_time: _int | None = None
    create_time: _int | None = None
    discount: Discount | None = None
    duration_type: _Literal["NORMAL", "INDEFINITE"] | _str | None = None
    end_time: _int | None = None
    participation_limit: _list[ParticipationLimit] | None = None
    product_level: _Literal["PRODUCT", "VARIATION", "SHOP"] | _str | None = None
    products: _list[Products] | None = None
    status: _Literal["DRAFT", "NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED", "NOT_EFFECTIVE"] | _str | None = None
    target_user_info: TargetUserInfo | None = None
    title: _str | None = None
    update_time: _int | None = None
    benefit_products: _list[BenefitProducts] | None = None
    auction_support_type: _Literal["ALL", "EXCLUDE_AUCTION"] | _str | None = None
class UpdatePromotionActivity(_Struct, frozen=True, kw_only=True):
    activity_id: _str | None = None
    title: _str | None = None
    update_time: _int | None = None
class DeactivateActivity(_Struct, frozen=True, kw_only=True):
    activity_id: _str | None = None
    status: _Literal["DRAFT", "NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED", "NOT_EFFECTIVE"] | _str | None = None
    title: _str | None = None
    update_time: _int | None = None
class RemovePromotionActivityProducts(_Struct, frozen=True, kw_only=True):
    activity_id: _str | None = None
    status: _Literal["DRAFT", "NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED", "NOT_EFFECTIVE"] | _str | None = None
    update_time: _int | None = None
class UpdatePromotionActivityProducts(_Struct, frozen=True, kw_only=True):
    activity_id: _str | None = None
    status: _Literal["DRAFT", "NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED", "NOT_EFFECTIVE"] | _str | None = None
    title: _str | None = None
    total_count: _int | None = None
    update_time: _int | None = None
class SearchCouponList(_Struct, frozen=True, kw_only=True):
    class Coupons(_Struct, frozen=True, kw_only=True):
        class ClaimDuration(_Struct, frozen=True, kw_only=True):
            end_time: _int | None = None
            start_time: _int | None = None
        class Discount(_Struct, frozen=True, kw_only=True):
            class MaxDiscount(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ReductionAmount(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            max_discount: MaxDiscount | None = None
            percentage: _str | None = None
            reduction_amount: ReductionAmount | None = None
            type: _Literal["AMOUNT_OFF", "PERCENT_OFF"] | _str | None = None
        class RedemptionDuration(_Struct, frozen=True, kw_only=True):
            end_time: _int | None = None
            relative_time: _int | None = None
            start_time: _int | None = None
            type: _Literal["ABSOLUTE", "RELATIVE"] | _str | None = None
        class Threshold(_Struct, frozen=True, kw_only=True):
            class MinSpend(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            min_spend: MinSpend | None = None
            type: _Literal["NONE", "MIN_SPEND"] | _str | None = None
        class UsageLimits(_Struct, frozen=True, kw_only=True):
            redemption_limit: _int | None = None
            single_buyer_claim_limit: _int | None = None
            total_claim_limit: _int | None = None
        claim_duration: ClaimDuration | None = None
        create_time: _int | None = None
        creation_source: _Literal["SELLER_CENTER", "SELLER_APP", "TTS_CRM"] | _str | None = None
        discount: Discount | None = None
        display_type: _Literal["REGULAR", "LIVE", "CREATOR_EXCLUSIVE", "CHAT", "PROMO_CODE"] | _str | None = None
        id: _str | None = None
        product_scope: _Literal["FULL_SHOP", "SPECIFIC_PRODUCTS"] | _str | None = None
        promo_code: _str | None = None
        redemption_duration: RedemptionDuration | None = None
        status: _Literal["NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED"] | _str | None = None
        target_buyer_segment: _Literal["ALL", "NEW", "REPEAT_CUSTOMERS", "RECENT_CUSTOMERS", "FREQUENT_CUSTOMERS", "LAPSED_CUSTOMERS", "NEW_FOLLOWERS", "EXISTING_ACTIVE_FOLLOWERS"] | _str | None = None
        threshold: Threshold | None = None
        title: _str | None = None
        update_time: _int | None = None
        usage_limits: UsageLimits | None = None
    coupons: _list[Coupons] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class GetCoupon(_Struct, frozen=True, kw_only=True):
    class Coupon(_Struct, frozen=True, kw_only=True):
        class ClaimDuration(_Struct, frozen=True, kw_only=True):
            end_time: _int | None = None
            start_time: _int | None = None
        class Discount(_Struct, frozen=True, kw_only=True):
            class MaxDiscount(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            class ReductionAmount(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            max_discount: MaxDiscount | None = None
            percentage: _str | None = None
            reduction_amount: ReductionAmount | None = None
            type: _Literal["AMOUNT_OFF", "PERCENT_OFF"] | _str | None = None
        class LiveTasks(_Struct, frozen=True, kw_only=True):
            min_watch_time: _str | None = None
            type: _Literal["NONE", "FOLLOW_HOST", "WATCH_FOR_MIN_TIME"] | _str | None = None
        class RedemptionDuration(_Struct, frozen=True, kw_only=True):
            end_time: _int | None = None
            relative_time: _int | None = None
            start_time: _int | None = None
            type: _Literal["ABSOLUTE", "RELATIVE"] | _str | None = None
        class Threshold(_Struct, frozen=True, kw_only=True):
            class MinSpend(_Amount, frozen=True, kw_only=True):
                amount: _str | None = None
                currency: _str | None = None
            min_spend: MinSpend | None = None
            type: _Literal["NONE", "MIN_SPEND"] | _str | None = None
        class UsageLimits(_Struct, frozen=True, kw_only=True):
            redemption_limit: _int | None = None
            single_buyer_claim_limit: _int | None = None
            total_claim_limit: _int | None = None
        class UsageStats(_Struct, frozen=True, kw_only=True):
            claimed_count: _int | None = None
            redeemed_count: _int | None = None
        claim_duration: ClaimDuration | None = None
        create_time: _int | None = None
        creation_source: _Literal["SELLER_CENTER", "SELLER_APP", "TTS_CRM"] | _str | None = None
        discount: Discount | None = None
        display_channels: _list[_Literal["ALL", "SHOPPING_CENTER", "CHAT", "LIVE", "PRIVATE", "VIDEO", "SHOWCASE"] | _str] | None = None
        display_type: _Literal["REGULAR", "LIVE", "CREATOR_EXCLUSIVE", "CHAT", "PROMO_CODE"] | _str | None = None
        id: _str | None = None
        live_tasks: _list[LiveTasks] | None = None
        product_ids: _list[_str] | None = None
        product_scope: _Literal["FULL_SHOP", "SPECIFIC_PRODUCTS"] | _str | None = None
        promo_code: _str | None = None
        redemption_duration: RedemptionDuration | None = None
        seller_tnc: _str | None = None
        status: _Literal["NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED"] | _str | None = None
        target_buyer_segment: _Literal["ALL", "NEW", "REPEAT_CUSTOMERS", "RECENT_CUSTOMERS", "FREQUENT_CUSTOMERS", "LAPSED_CUSTOMERS", "NEW_FOLLOWERS", "EXISTING_ACTIVE_FOLLOWERS"] | _str | None = None
        threshold: Threshold | None = None
        title: _str | None = None
        update_time: _int | None = None
        usage_limits: UsageLimits | None = None
        usage_stats: UsageStats | None = None
    coupon: Coupon | None = None
class RepublishActivity(_Struct, frozen=True, kw_only=True):
    activity_id: _str | None = None
class CancelOrder202309(_Struct, frozen=True, kw_only=True):
    cancel_id: _str | None = None
    cancel_status: _Literal["CANCELLATION_REQUEST_PENDING", "CANCELLATION_REQUEST_SUCCESS", "CANCELLATION_REQUEST_CANCEL", "CANCELLATION_REQUEST_COMPLETE"] | _str | None = None
class SearchCancellations202309(_Struct, frozen=True, kw_only=True):
    class Cancellations(_Struct, frozen=True, kw_only=True):
        class CancelLineItems(_Struct, frozen=True, kw_only=True):
            class ProductImage(_Struct, frozen=True, kw_only=True):
                height: _int | None = None
                url: _str | None = None
                width: _int | None = None
            class RefundAmount(_Amounts, frozen=True, kw_only=True):
                buyer_service_fee: _str | None = None
                currency: _str | None = None
                refund_shipping_fee: _str | None = None
                refund_subtotal: _str | None = None
                refund_tax: _str | None = None
                refund_total: _str | None = None
                retail_delivery_fee: _str | None = None
            cancel_line_item_id: _str | None = None
            order_line_item_id: _str | None = None
            product_image: ProductImage | None = None
            product_name: _str | None = None
            refund_amount: RefundAmount | None = None
            seller_sku: _str | None = None
            sku_id: _str | None = None
            sku_name: _str | None = None
        class RefundAmount(_Amounts, frozen=True, kw_only=True):
            buyer_service_fee: _str | None = None
            currency: _str | None = None
            refund_shipping_fee: _str | None = None
            refund_subtotal: _str | None = None
            refund_tax: _str | None = None
            refund_total: _str | None = None
            retail_delivery_fee: _str | None = None
        class SellerNextActionResponse(_Struct, frozen=True, kw_only=True):
            action: _Literal["SELLER_RESPOND_CANCEL"] | _str | None = None
            deadline: _int | None = None
        cancel_id: _str | None = None
        cancel_line_items: _list[CancelLineItems] | None = None
        cancel_reason: _str | None = None
        cancel_reason_text: _str | None = None
        cancel_status: _Literal["CANCELLATION_REQUEST_PENDING", "CANCELLATION_REQUEST_SUCCESS", "CANCELLATION_REQUEST_CANCELLED", "CANCELLATION_REQUEST_COMPLETE"] | _str | None = None
        cancel_type: _Literal["CANCEL", "BUYER_CANCEL"] | _str | None = None
        create_time: _int | None = None
        order_id: _str | None = None
        refund_amount: RefundAmount | None = None
        role: _Literal["BUYER", "SELLER", "SYSTEM"] | _str | None = None
        seller_next_action_response: _list[SellerNextActionResponse] | None = None
        update_time: _int | None = None
    cancellations: _list[Cancellations] | None = None
    next_page_token: _str | None = None
    total_count: _int | None = None
class ApproveCancellation(_Struct, frozen=True, kw_only=True):
    ...
class RejectCancellation(_Struct, frozen=True, kw_only=True):
    ...
class GetAftersaleEligibility202309(_Struct, frozen=True, kw_only=True):
    class SkuEligibility(_Struct, frozen=True, kw_only=True):
        class LineItemEligibility(_Struct, frozen=True, kw_only=True):
            eligible: _bool | None = None
            ineligible_code: _int | None = None
            ineligible_reason: _str | None = None
            order_line_items_ids: _list[_str] | None = None
            request_type: _Literal["CANCEL", "RETURN", "RETURN_AND_REFUND"] | _str | None = None
        line_item_eligibility: _list[LineItemEligibility] | None = None
        sku_id: _str | None = None
    sku_eligibility: _list[SkuEligibility] | None = None
class CalculateRefund202309(_Struct, frozen=True, kw_only=True):
    class OrderRefundAmount(_Amounts, frozen=True, kw_only=True):
        currency: _str | None = None
        refund_shipping_fee: _str | None = None
        refund_subtotal: _str | None = None
        refund_tax: _str | None = None
        refund_total: _str | None = None
        retail_delivery_fee: _str | None = None
    order_refund_amount: OrderRefundAmount | None = None
class GetRejectReasons(_Struct, frozen=True, kw_only=True):
    class Reasons(_Struct, frozen=True, kw_only=True):
        name: _str | None = None
        text: _str | None = None
    reasons: _list[Reasons] | None = None
class CreateReturn202309(_Struct, frozen=True, kw_only=True):
    return_id: _str | None = None
    return_status: _Literal["RETURN_OR_REFUND_REQUEST_PENDING", "REFUND_OR_RETURN_REQUEST_REJECT", "AWAITING_BUYER_SHIP", "BUYER_SHIPPED_ITEM", "REJECT_RECEIVE_PACKAGE", "RETURN_OR_REFUND_REQUEST_SUCCESS", "RETURN_OR_REFUND_REQUEST_CANCEL", "RETURN_OR_REFUND_REQUEST_COMPLETE"] | _str | None = None
class SearchReturns202309(_Struct, frozen=True, kw_only=True):
    class ReturnOrders(_Struct, frozen=True, kw_only=True):
        class DiscountAmount(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            product_platform_discount: _str | None = None
            product_seller_discount: _str | None = None
            shipping_fee_platform_discount: _str | None = None
            shipping_fee_seller_discount: _str | None = None
        class PartialRefund(_Amount, frozen=True, kw_only=True):
            amount: _str | None = None
            currency: _str | None = None
        class RefundAmount(_Amounts, frozen=True, kw_only=True):
            buyer_service_fee: _str | None = None
            currency: _str | None = None
            refund_shipping_fee: _str | None = None
            refund_subtotal: _str | None = None
            refund_tax: _str | None = None
            refund_total: _str | None = None
            retail_delivery_fee: _str | None = None
        class ReturnLineItems(_Struct, frozen=True, kw_only=True):
            class ProductImage(_Struct, frozen=True, kw_only=True):
                height: _int | None = None
                url: _str | None = None
                width: _int | None = None
            class RefundAmount(_Amounts, frozen=True, kw_only=True):
                buyer_service_fee: _str | None = None
                currency: _str | None = None
                refund_shipping_fee: _str | None = None
                refund_subtotal: _str | None = None
                refund_tax: _str | None = None
                refund_total: _str | None = None
                retail_delivery_fee: _str | None = None
            order_line_item_id: _str | None = None
            product_image: ProductImage | None = None
            product_name: _str | None = None
            refund_amount: RefundAmount | None = None
            return_line_item_id: _str | None = None
            seller_sku: _str | None = None
            sku_id: _str | None = None
            sku_name: _str | None = None
        class ReturnWarehouseAddress(_Struct, frozen=True, kw_only=True):
            full_address: _str | None = None
        class SellerNextActionResponse(_Struct, frozen=True, kw_only=True):
            action: _Literal["SELLER_RESPOND_REFUND", "SELLER_RESPOND_RETURN", "SELLER_RESPOND_RECEIVE_PACKAGE", "SELLER_RESPOND_REPLACEMENT"] | _str | None = None
            deadline: _int | None = None
        class ShippingFeeAmount(_Amounts, frozen=True, kw_only=True):
            buyer_paid_return_shipping_fee: _str | None = None
            currency: _str | None = None
            platform_paid_return_shipping_fee: _str | None = None
            seller_paid_return_shipping_fee: _str | None = None
        arbitration_status: _Literal["IN_PROGRESS", "SUPPORT_BUYER", "SUPPORT_SELLER", "CLOSED"] | _str | None = None
        buyer_rejected_partial_refund: _bool | None = None
        can_buyer_keep_item: _bool | None = None
        combined_return_id: _str | None = None
        create_time: _int | None = None
        discount_amount: _list[DiscountAmount] | None = None
        handover_method: _Literal["DROP_OFF", "PICKUP"] | _str | None = None
        is_combined_return: _bool | None = None
        next_return_id: _str | None = None
        order_id: _str | None = None
        partial_refund: PartialRefund | None = None
        pre_return_id: _str | None = None
        refund_amount: RefundAmount | None = None
        return_id: _str | None = None
        return_line_items: _list[ReturnLineItems] | None = None
        return_method: _Literal["SELLER_SHIPPED", "BUYER_SHIPPED", "PLATFORM_SHIPPED"] | _str | None = None
        return_provider_id: _str | None = None
        return_provider_name: _str | None = None
        return_reason: _str | None = None
        return_reason_text: _str | None = None
        return_shipping_document_type: _Literal["SHIPPING_LABE", "QR_CODE"] | _str | None = None
        return_status: _Literal["RETURN_OR_REFUND_REQUEST_PENDING", "REFUND_OR_RETURN_REQUEST_REJECT", "AWAITING_BUYER_SHIP", "BUYER_SHIPPED_ITEM", "REJECT_RECEIVE_PACKAGE", "RETURN_OR_REFUND_REQUEST_SUCCESS", "RETURN_OR_REFUND_REQUEST_CANCEL", "RETURN_OR_REFUND_REQUEST_COMPLETE", "REPLACEMENT_REQUEST_PENDING", "REPLACEMENT_REQUEST_REJECT", "REPLACEMENT_REQUEST_REFUND_SUCCESS", "REPLACEMENT_REQUEST_CANCEL", "REPLACEMENT_REQUEST_COMPLETE", "AWAITING_BUYER_RESPONSE"] | _str | None = None
        return_tracking_number: _str | None = None
        return_type: _Literal["REFUND", "RETURN_AND_REFUND", "REPLACEMENT"] | _str | None = None
        return_warehouse_address: ReturnWarehouseAddress | None = None
        role: _Literal["BUYER", "SELLER", "OPERATOR", "SYSTEM"] | _str | None = None
        seller_next_action_response: _list[SellerNextActionResponse] | None = None
        seller_proposed_return_type: _Literal["PARTIAL_REFUND"] | _str | None = None
        shipment_type: _Literal["PLATFORM", "BUYER_ARRANGE"] | _str | None = None
        shipping_fee_amount: _list[ShippingFeeAmount] | None = None
        update_time: _int | None = None
    next_page_token: _str | None = None
    return_orders: _list[ReturnOrders] | None = None
    total_count: _int | None = None
class ApproveReturn(_Struct, frozen=True, kw_only=True):
    ...
class GetReturnRecords(_Struct, frozen=True, kw_only=True):
    class Records(_Struct, frozen=True, kw_only=True):
        class Images(_Struct, frozen=True, kw_only=True):
            height: _int | None = None
            url: _str | None = None
            width: _int | None = None
        class Videos(_Struct, frozen=True, kw_only=True):
            cover: _str | None = None
            duration_millis: _int | None = None
            height: _int | None = None
            url: _str | None = None
            width: _int | None = None
        create_time: _int | None = None
        description: _str | None = None
        event: _str | None = None
        images: _list[Images] | None = None
        note: _str | None = None
        reason_text: _str | None = None
        role: _Literal["BUYER", "SELLER", "OPERATOR", "SYSTEM"] | _str | None = None
        videos: _list[Videos] | None = None
    records: _list[Records] | None = None
class RejectReturn202309(_Struct, frozen=True, kw_only=True):
    ...
class UploadReturnShippingInformation(_Struct, frozen=True, kw_only=True):
    ...
class GetAftersaleEligibility202512(_Struct, frozen=True, kw_only=True):
    class SkuEligibility(_Struct, frozen=True, kw_only=True):
        class LineItemEligibility(_Struct, frozen=True, kw_only=True):
            available_reason_names: _list[_str] | None = None
            eligible: _bool | None = None
            ineligible_code: _int | None = None
            ineligible_reason: _str | None = None
            order_line_items_ids: _list[_str] | None = None
            request_type: _Literal["CANCEL", "RETURN", "RETURN_AND_REFUND"] | _str | None = None
        line_item_eligibility: _list[LineItemEligibility] | None = None
        sku_id: _str | None = None
    sku_eligibility: _list[SkuEligibility] | None = None
class GetDecisionEligibility(_Struct, frozen=True, kw_only=True):
    class Decisions(_Struct, frozen=True, kw_only=True):
        class AvailableRejectReasons(_Struct, frozen=True, kw_only=True):
            name: _str | None = None
            text: _str | None = None
        decision: _Literal["APPROVE_REQUEST_CANCEL", "APPROVE_REFUND", "APPROVE_RETURN", "APPROVE_RECEIVED_PACKAGE", "APPROVE_REPLACEMENT", "ISSUE_REPLACEMENT_REFUND", "DIRECT_REFUND", "REJECT_REQUEST_CANCEL", "REJECT_REFUND", "REJECT_RETURN", "REJECT_RECEIVED_PACKAGE", "REJECT_REPLACEMENT", "ISSUE_EXCHANGE_REFUND"] | _str | None = None
        eligible: _bool | None = None
        ineligible_code: _int | None = None
        ineligible_reason: _str | None = None
        available_reject_reasons: _list[AvailableRejectReasons] | None = None
    decisions: _list[Decisions] | None = None
class CancelOrder(_Struct, frozen=True, kw_only=True):
    cancel_id: _str | None = None
    cancel_status: _Literal["CANCELLATION_REQUEST_PENDING", "CANCELLATION_REQUEST_SUCCESS", "CANCELLATION_REQUEST_CANCEL", "CANCELLATION_REQUEST_COMPLETE"] | _str | None = None
class SearchCancellations(_Struct, frozen=True, kw_only=True):
    class Cancellations(_Struct, frozen=True, kw_only=True):
        class SellerNextActionResponse(_Struct, frozen=True, kw_only=True):
            action: _str | None = None
            deadline: _int | None = None
        class RefundAmount(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            refund_total: _str | None = None
            refund_subtotal: _str | None = None
            refund_shipping_fee: _str | None = None
            refund_tax: _str | None = None
            retail_delivery_fee: _str | None = None
            buyer_service_fee: _str | None = None
        class CancelLineItems(_Struct, frozen=True, kw_only=True):
            class ProductImage(_Struct, frozen=True, kw_only=True):
                url: _str | None = None
                width: _int | None = None
                height: _int | None = None
            class RefundAmount(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                refund_total: _str | None = None
                refund_subtotal: _str | None = None
                refund_shipping_fee: _str | None = None
                refund_tax: _str | None = None
                retail_delivery_fee: _str | None = None
                buyer_service_fee: _str | None = None
            class CancelSubLineItems(_Struct, frozen=True, kw_only=True):
                class ProductImage(_Struct, frozen=True, kw_only=True):
                    url: _str | None = None
                    width: _int | None = None
                    height: _int | None = None
                class RefundAmount(_Amounts, frozen=True, kw_only=True):
                    currency: _str | None = None
                    refund_total: _str | None = None
                    refund_subtotal: _str | None = None
                    refund_shipping_fee: _str | None = None
                    refund_tax: _str | None = None
                    retail_delivery_fee: _str | None = None
                    buyer_service_fee: _str | None = None
                cancel_sub_line_item_id: _str | None = None
                cancel_line_item_id: _str | None = None
                sub_order_line_item_id: _str | None = None
                order_line_item_id: _str | None = None
                sku_id: _str | None = None
                sku_name: _str | None = None
                product_image: ProductImage | None = None
                product_name: _str | None = None
                seller_sku: _str | None = None
                refund_amount: RefundAmount | None = None
            cancel_line_item_id: _str | None = None
            order_line_item_id: _str | None = None
            sku_id: _str | None = None
            sku_name: _str | None = None
            product_image: ProductImage | None = None
            product_name: _str | None = None
            seller_sku: _str | None = None
            refund_amount: RefundAmount | None = None
            cancel_sub_line_items: _list[CancelSubLineItems] | None = None
        order_id: _str | None = None
        cancel_type: _Literal["CANCEL", "BUYER_CANCEL"] | _str | None = None
        cancel_status: _Literal["CANCELLATION_REQUEST_PENDING", "CANCELLATION_REQUEST_SUCCESS", "CANCELLATION_REQUEST_CANCEL", "CANCELLATION_REQUEST_COMPLETE"] | _str | None = None
        role: _Literal["BUYER", "SELLER", "OPERATOR", "SYSTEM"] | _str | None = None
        cancel_reason: _str | None = None
        cancel_reason_text: _str | None = None
        create_time: _int | None = None
        update_time: _int | None = None
        seller_next_action_response: _list[SellerNextActionResponse] | None = None
        refund_amount: RefundAmount | None = None
        cancel_line_items: _list[CancelLineItems] | None = None
        cancel_id: _str | None = None
        should_replenish_stock: _bool | None = None
    cancellations: _list[Cancellations] | None = None
    total_count: _int | None = None
    next_page_token: _str | None = None
class GetAftersaleEligibility(_Struct, frozen=True, kw_only=True):
    class SkuEligibility(_Struct, frozen=True, kw_only=True):
        class LineItemEligibility(_Struct, frozen=True, kw_only=True):
            class OrderLineList(_Struct, frozen=True, kw_only=True):
                order_line_item_id: _str | None = None
                sub_order_line_item_id: _str | None = None
            request_type: _Literal["CANCEL", "REFUND", "RETURN_AND_REFUND"] | _str | None = None
            order_line_items_ids: _list[_str] | None = None
            eligible: _bool | None = None
            ineligible_code: _int | None = None
            ineligible_reason: _str | None = None
            available_reason_names: _list[_str] | None = None
            order_line_list: _list[OrderLineList] | None = None
        sku_id: _str | None = None
        line_item_eligibility: _list[LineItemEligibility] | None = None
    sku_eligibility: _list[SkuEligibility] | None = None
class CalculateRefund(_Struct, frozen=True, kw_only=True):
    class OrderRefundAmount(_Amounts, frozen=True, kw_only=True):
        currency: _str | None = None
        refund_total: _str | None = None
        refund_subtotal: _str | None = None
        refund_shipping_fee: _str | None = None
        refund_tax: _str | None = None
        retail_delivery_fee: _str | None = None
    order_refund_amount: OrderRefundAmount | None = None
class CreateReturn(_Struct, frozen=True, kw_only=True):
    return_id: _str | None = None
    return_status: _Literal["RETURN_OR_REFUND_REQUEST_PENDING", "REFUND_OR_RETURN_REQUEST_REJECT", "AWAITING_BUYER_SHIP", "BUYER_SHIPPED_ITEM", "REJECT_RECEIVE_PACKAGE", "RETURN_OR_REFUND_REQUEST_SUCCESS", "RETURN_OR_REFUND_REQUEST_CANCEL", "RETURN_OR_REFUND_REQUEST_COMPLETE"] | _str | None = None
class SearchReturns(_Struct, frozen=True, kw_only=True):
    class ReturnOrders(_Struct, frozen=True, kw_only=True):
        class SellerNextActionResponse(_Struct, frozen=True, kw_only=True):
            action: _Literal["SELLER_RESPOND_REFUND", "SELLER_RESPOND_RETURN", "SELLER_RESPOND_RECEIVE_PACKAGE", "SELLER_RESPOND_REPLACEMENT"] | _str | None = None
            deadline: _int | None = None
        class ReturnLineItems(_Struct, frozen=True, kw_only=True):
            class ProductImage(_Struct, frozen=True, kw_only=True):
                url: _str | None = None
                width: _int | None = None
                height: _int | None = None
            class RefundAmount(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                refund_total: _str | None = None
                refund_subtotal: _str | None = None
                refund_shipping_fee: _str | None = None
                refund_tax: _str | None = None
                retail_delivery_fee: _str | None = None
                buyer_service_fee: _str | None = None
            class ReturnSubLineItems(_Struct, frozen=True, kw_only=True):
                class ProductImage(_Struct, frozen=True, kw_only=True):
                    url: _str | None = None
                    width: _int | None = None
                    height: _int | None = None
                class RefundAmount(_Amounts, frozen=True, kw_only=True):
                    currency: _str | None = None
                    refund_total: _str | None = None
                    refund_subtotal: _str | None = None
                    refund_shipping_fee: _str | None = None
                    refund_tax: _str | None = None
                    retail_delivery_fee: _str | None = None
                    buyer_service_fee: _str | None = None
                return_sub_line_item_id: _str | None = None
                return_line_item_id: _str | None = None
                sub_order_line_item_id: _str | None = None
                order_line_item_id: _str | None = None
                sku_id: _str | None = None
                sku_name: _str | None = None
                product_image: ProductImage | None = None
                product_name: _str | None = None
                seller_sku: _str | None = None
                refund_amount: RefundAmount | None = None
            return_line_item_id: _str | None = None
            order_line_item_id: _str | None = None
            sku_id: _str | None = None
            sku_name: _str | None = None
            product_name: _str | None = None
            seller_sku: _str | None = None
            product_image: ProductImage | None = None
            refund_amount: RefundAmount | None = None
            return_sub_line_items: _list[ReturnSubLineItems] | None = None
        class DiscountAmount(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            product_seller_discount: _str | None = None
            shipping_fee_platform_discount: _str | None = None
            shipping_fee_seller_discount: _str | None = None
            product_platform_discount: _str | None = None
        class ShippingFeeAmount(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            seller_paid_return_shipping_fee: _str | None = None
            platform_paid_return_shipping_fee: _str | None = None
            buyer_paid_return_shipping_fee: _str | None = None
        class RefundAmount(_Amounts, frozen=True, kw_only=True):
            currency: _str | None = None
            refund_total: _str | None = None
            refund_subtotal: _str | None = None
            refund_shipping_fee: _str | None = None
            refund_tax: _str | None = None
            retail_delivery_fee: _str | None = None
            buyer_service_fee: _str | None = None
        class PartialRefund(_Amount, frozen=True, kw_only=True):
            currency: _str | None = None
            amount: _str | None = None
        class ReturnWarehouseAddress(_Struct, frozen=True, kw_only=True):
            full_address: _str | None = None
        order_id: _str | None = None
        return_id: _str | None = None
        return_type: _Literal["REFUND", "RETURN_AND_REFUND", "REPLACEMENT", "EXCHANGE"] | _str | None = None
        return_status: _Literal["RETURN_OR_REFUND_REQUEST_PENDING", "REFUND_OR_RETURN_REQUEST_REJECT", "AWAITING_BUYER_SHIP", "BUYER_SHIPPED_ITEM", "REJECT_RECEIVE_PACKAGE", "RETURN_OR_REFUND_REQUEST_SUCCESS", "RETURN_OR_REFUND_REQUEST_CANCEL", "RETURN_OR_REFUND_REQUEST_COMPLETE", "REPLACEMENT_REQUEST_PENDING", "REPLACEMENT_REQUEST_REJECT", "REPLACEMENT_REQUEST_REFUND_SUCCESS", "REPLACEMENT_REQUEST_CANCEL", "REPLACEMENT_REQUEST_COMPLETE", "AWAITING_BUYER_RESPONSE", "EXCHANGE_REQUEST_PENDING", "EXCHANGE_REQUEST_REFUND_SUCCESS", "EXCHANGE_REQUEST_CANCEL", "EXCHANGE_REQUEST_COMPLETE"] | _str | None = None
        arbitration_status: _Literal["IN_PROGRESS", "SUPPORT_BUYER", "SUPPORT_SELLER", "CLOSED"] | _str | None = None
        role: _Literal["BUYER", "SELLER", "OPERATOR", "SYSTEM"] | _str | None = None
        return_reason: _str | None = None
        return_reason_text: _str | None = None
        shipment_type: _Literal["PLATFORM", "DROP_OFF", "BUYER_ARRANGE"] | _str | None = None
        handover_method: _str | None = None
        return_tracking_number: _str | None = None
        return_provider_name: _str | None = None
        return_provider_id: _str | None = None
        pre_return_id: _str | None = None
        next_return_id: _str | None = None
        can_buyer_keep_item: _bool | None = None
        update_time: _int | None = None
        seller_next_action_response: _list[SellerNextActionResponse] | None = None
        create_time: _int | None = None
        return_line_items: _list[ReturnLineItems] | None = None
        discount_amount: _list[DiscountAmount] | None = None
        shipping_fee_amount: _list[ShippingFeeAmount] | None = None
        refund_amount: RefundAmount | None = None
        return_shipping_document_type: _Literal["SHIPPING_LABEL", "QR_CODE", "QR_CODE_NBNL"] | _str | None = None
        return_method: _str | None = None
        is_combined_return: _bool | None = None
        combined_return_id: _str | None = None
        seller_proposed_return_type: _Literal["PARTIAL_REFUND"] | _str | None = None
        partial_refund: PartialRefund | None = None
        buyer_rejected_partial_refund: _bool | None = None
        return_warehouse_address: ReturnWarehouseAddress | None = None
        is_quick_refund: _bool | None = None
    return_orders: _list[ReturnOrders] | None = None
    total_count: _int | None = None
    next_page_token: _str | None = None
class SearchAftersalesRequests(_Struct, frozen=True, kw_only=True):
    class AftersalesRequests(_Struct, frozen=True, kw_only=True):
        class LineItems(_Struct, frozen=True, kw_only=True):
            return_line_item_id: _str | None = None
            sub_return_line_item_id: _str | None = None
            sku_id: _str | None = None
            main_order_id: _str | None = None
            sku_return_request_id: _str | None = None
        class SkuReturnRequests(_Struct, frozen=True, kw_only=True):
            class SellerNextActionResponse(_Struct, frozen=True, kw_only=True):
                action: _Literal["SELLER_RESPOND_REFUND", "SELLER_RESPOND_RETURN", "SELLER_RESPOND_RECEIVE_PACKAGE", "SELLER_RESPOND_REPLACEMENT"] | _str | None = None
                deadline: _int | None = None
            class RefundAmount(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                refund_total: _str | None = None
                refund_subtotal: _str | None = None
                refund_shipping_fee: _str | None = None
                refund_tax: _str | None = None
                retail_delivery_fee: _str | None = None
                buyer_service_fee: _str | None = None
            class ReturnLineItems(_Struct, frozen=True, kw_only=True):
                class ProductImage(_Struct, frozen=True, kw_only=True):
                    url: _str | None = None
                    width: _int | None = None
                    height: _int | None = None
                class RefundAmount(_Amounts, frozen=True, kw_only=True):
                    currency: _str | None = None
                    refund_total: _str | None = None
                    refund_subtotal: _str | None = None
                    refund_shipping_fee: _str | None = None
                    refund_tax: _str | None = None
                    retail_delivery_fee: _str | None = None
                    buyer_service_fee: _str | None = None
                class ReturnSubLineItems(_Struct, frozen=True, kw_only=True):
                    class ProductImage(_Struct, frozen=True, kw_only=True):
                        url: _str | None = None
                        width: _int | None = None
                        height: _int | None = None
                    class RefundAmount(_Amounts, frozen=True, kw_only=True):
                        currency: _str | None = None
                        refund_total: _str | None = None
                        refund_subtotal: _str | None = None
                        refund_shipping_fee: _str | None = None
                        refund_tax: _str | None = None
                        retail_delivery_fee: _str | None = None
                        buyer_service_fee: _str | None = None
                    return_sub_line_item_id: _str | None = None
                    return_line_item_id: _str | None = None
                    sub_order_line_item_id: _str | None = None
                    order_line_item_id: _str | None = None
                    sku_id: _str | None = None
                    sku_name: _str | None = None
                    product_image: ProductImage | None = None
                    product_name: _str | None = None
                    seller_sku: _str | None = None
                    refund_amount: RefundAmount | None = None
                return_line_item_id: _str | None = None
                order_line_item_id: _str | None = None
                sku_id: _str | None = None
                sku_name: _str | None = None
                product_image: ProductImage | None = None
                product_name: _str | None = None
                seller_sku: _str | None = None
                refund_amount: RefundAmount | None = None
                return_sub_line_items: _list[ReturnSubLineItems] | None = None
            class Discount(_Struct, frozen=True, kw_only=True):
                product_platform_discount: _str | None = None
                product_seller_discount: _str | None = None
                shipping_fee_platform_discount: _str | None = None
                shipping_fee_seller_discount: _str | None = None
            class ShippingFee(_Struct, frozen=True, kw_only=True):
                seller_paid_return_shipping_fee_amount: _str | None = None
                buyer_paid_return_shipping_fee_amount: _str | None = None
                platform_paid_return_shipping_fee_amount: _str | None = None
            class PartialRefundAmount(_Amounts, frozen=True, kw_only=True):
                partial_refund_total: _str | None = None
                currency: _str | None = None
            class ReturnWarehouseAddress(_Struct, frozen=True, kw_only=True):
                full_address: _str | None = None
            class ExchangeOrderLines(_Struct, frozen=True, kw_only=True):
                class ProductImage(_Struct, frozen=True, kw_only=True):
                    url: _str | None = None
                    width: _int | None = None
                    height: _int | None = None
                class PriceDetail(_Amounts, frozen=True, kw_only=True):
                    currency: _str | None = None
                    refund_total: _str | None = None
                    refund_subtotal: _str | None = None
                    refund_shipping_fee: _str | None = None
                    refund_tax: _str | None = None
                order_line_id: _str | None = None
                sku_id: _str | None = None
                sku_name: _str | None = None
                product_name: _str | None = None
                seller_sku_name: _str | None = None
                product_image: ProductImage | None = None
                price_detail: PriceDetail | None = None
            class ReturnSubLineItems(_Struct, frozen=True, kw_only=True):
                class ProductImage(_Struct, frozen=True, kw_only=True):
                    url: _str | None = None
                    width: _int | None = None
                    height: _int | None = None
                class RefundAmount(_Amounts, frozen=True, kw_only=True):
                    currency: _str | None = None
                    refund_total: _str | None = None
                    refund_subtotal: _str | None = None
                    refund_shipping_fee: _str | None = None
                    refund_tax: _str | None = None
                    retail_delivery_fee: _str | None = None
                    buyer_service_fee: _str | None = None
                return_sub_line_item_id: _str | None = None
                return_line_item_id: _str | None = None
                sub_order_line_item_id: _str | None = None
                order_line_item_id: _str | None = None
                sku_id: _str | None = None
                sku_name: _str | None = None
                product_image: ProductImage | None = None
                product_name: _str | None = None
                seller_sku: _str | None = None
                refund_amount: RefundAmount | None = None
            order_id: _str | None = None
            return_id: _str | None = None
            return_type: _Literal["REFUND", "RETURN_AND_REFUND", "REPLACEMENT", "EXCHANGE"] | _str | None = None
            return_status: _Literal["RETURN_OR_REFUND_REQUEST_PENDING", "REFUND_OR_RETURN_REQUEST_REJECT", "AWAITING_BUYER_SHIP", "BUYER_SHIPPED_ITEM", "REJECT_RECEIVE_PACKAGE", "RETURN_OR_REFUND_REQUEST_SUCCESS", "RETURN_OR_REFUND_REQUEST_CANCEL", "RETURN_OR_REFUND_REQUEST_COMPLETE", "REPLACEMENT_REQUEST_PENDING", "REPLACEMENT_REQUEST_REJECT", "REPLACEMENT_REQUEST_REFUND_SUCCESS", "REPLACEMENT_REQUEST_CANCEL", "REPLACEMENT_REQUEST_COMPLETE", "AWAITING_BUYER_RESPONSE", "EXCHANGE_REQUEST_PENDING", "EXCHANGE_REQUEST_REFUND_SUCCESS", "EXCHANGE_REQUEST_CANCEL", "EXCHANGE_REQUEST_COMPLETE"] | _str | None = None
            arbitration_status: _Literal["IN_PROGRESS", "SUPPORT_BUYER", "SUPPORT_SELLER", "CLOSED"] | _str | None = None
            role: _Literal["BUYER", "SELLER", "OPERATOR", "SYSTEM"] | _str | None = None
            return_reason: _str | None = None
            return_reason_text: _str | None = None
            seller_next_action_response: _list[SellerNextActionResponse] | None = None
            shipment_type: _Literal["PLATFORM", "DROP_OFF", "BUYER_ARRANGE"] | _str | None = None
            handover_method: _str | None = None
            return_tracking_number: _str | None = None
            return_provider_name: _str | None = None
            return_provider_id: _str | None = None
            pre_return_id: _str | None = None
            next_return_id: _str | None = None
            refund_amount: RefundAmount | None = None
            return_line_items: _list[ReturnLineItems] | None = None
            create_time: _int | None = None
            update_time: _int | None = None
            discount: Discount | None = None
            shipping_fee: ShippingFee | None = None
            buyer_keep_item: _bool | None = None
            return_shipping_document_type: _Literal["SHIPPING_LABEL", "QR_CODE", "QR_CODE_NBNL"] | _str | None = None
            return_method: _str | None = None
            is_combined_return: _bool | None = None
            combined_return_id: _str | None = None
            seller_proposed_return_type: _Literal["PARTIAL_REFUND"] | _str | None = None
            partial_refund_amount: PartialRefundAmount | None = None
            buyer_rejected_partial_refund: _bool | None = None
            return_warehouse_address: ReturnWarehouseAddress | None = None
            exchange_order_lines: _list[ExchangeOrderLines] | None = None
            reshipment_order_id: _str | None = None
            is_quick_refund: _bool | None = None
            return_sub_line_items: _list[ReturnSubLineItems] | None = None
        class ReturnMerchandiseAuthorizations(_Struct, frozen=True, kw_only=True):
            class LineItems(_Struct, frozen=True, kw_only=True):
                return_line_item_id: _str | None = None
                sub_return_line_item_id: _str | None = None
                sku_id: _str | None = None
                main_order_id: _str | None = None
                sku_return_request_id: _str | None = None
            id: _str | None = None
            package_id: _str | None = None
            aftersales_request_id: _str | None = None
            status: _Literal["INIT", "AWAITING_BUYER_RETURN", "RETURN_IN_TRANSIT", "PENDING_PACKAGE_REVIEW", "PACKAGE_REVIEW_COMPLETED"] | _str | None = None
            line_items: _list[LineItems] | None = None
        id: _str | None = None
        line_items: _list[LineItems] | None = None
        status: _Literal["INIT", "PENDING_REQUEST_REVIEW", "REQUEST_REVIEW_COMPLETED"] | _str | None = None
        sku_return_requests: _list[SkuReturnRequests] | None = None
        return_merchandise_authorizations: _list[ReturnMerchandiseAuthorizations] | None = None
    aftersales_requests: _list[AftersalesRequests] | None = None
    total_count: _int | None = None
    next_page_token: _str | None = None
class SearchReturnMerchandiseAuthorizations(_Struct, frozen=True, kw_only=True):
    class ReturnMerchandiseAuthorizations(_Struct, frozen=True, kw_only=True):
        class LineItems(_Struct, frozen=True, kw_only=True):
            return_line_item_id: _str | None = None
            sub_return_line_item_id: _str | None = None
            sku_id: _str | None = None
            main_order_id: _str | None = None
            sku_return_request_id: _str | None = None
        class SkuReturnRequests(_Struct, frozen=True, kw_only=True):
            class SellerNextActionResponse(_Struct, frozen=True, kw_only=True):
                action: _Literal["SELLER_RESPOND_REFUND", "SELLER_RESPOND_RETURN", "SELLER_RESPOND_RECEIVE_PACKAGE", "SELLER_RESPOND_REPLACEMENT"] | _str | None = None
                deadline: _int | None = None
            class RefundAmount(_Amounts, frozen=True, kw_only=True):
                currency: _str | None = None
                refund_total: _str | None = None
                refund_subtotal: _str | None = None
                refund_shipping_fee: _str | None = None
                refund_tax: _str | None = None
                retail_delivery_fee: _str | None = None
                buyer_service_fee: _str | None = None
            class ReturnLineItems(_Struct, frozen=True, kw_only=True):
                class ProductImage(_Struct, frozen=True, kw_only=True):
                    url: _str | None = None
                    width: _int | None = None
                    height: _int | None = None
                class RefundAmount(_Amounts, frozen=True, kw_only=True):
                    currency: _str | None = None
                    refund_total: _str | None = None
                    refund_subtotal: _str | None = None
                    refund_shipping_fee: _str | None = None
                    refund_tax: _str | None = None
                    retail_delivery_fee: _str | None = None
                    buyer_service_fee: _str | None = None
                class ReturnSubLineItems(_Struct, frozen=True, kw_only=True):
                    class ProductImage(_Struct, frozen=True, kw_only=True):
                        url: _str | None = None
                        width: _int | None = None
                        height: _int | None = None
                    class RefundAmount(_Amounts, frozen=True, kw_only=True):
                        currency: _str | None = None
                        refund_total: _str | None = None
                        refund_subtotal: _str | None = None
                        refund_shipping_fee: _str | None = None
                        refund_tax: _str | None = None
                        retail_delivery_fee: _str | None = None
                        buyer_service_fee: _str | None = None
                    return_sub_line_item_id: _str | None = None
                    return_line_item_id: _str | None = None
                    sub_order_line_item_id: _str | None = None
                    order_line_item_id: _str | None = None
                    sku_id: _str | None = None
                    sku_name: _str | None = None
                    product_image: ProductImage | None = None
                    product_name: _str | None = None
                    seller_sku: _str | None = None
                    refund_amount: RefundAmount | None = None
                return_line_item_id: _str | None = None
                order_line_item_id: _str | None = None
                sku_id: _str | None = None
                sku_name: _str | None = None
                product_image: ProductImage | None = None
                product_name: _str | None = None
                seller_sku: _str | None = None
                refund_amount: RefundAmount | None = None
                return_sub_line_items: _list[ReturnSubLineItems] | None = None
            class Discount(_Struct, frozen=True, kw_only=True):
                product_platform_discount: _str | None = None
                product_seller_discount: _str | None = None
                shipping_fee_platform_discount: _str | None = None
                shipping_fee_seller_discount: _str | None = None
            class ShippingFee(_Struct, frozen=True, kw_only=True):
                seller_paid_return_shipping_fee_amount: _str | None = None
                buyer_paid_return_shipping_fee_amount: _str | None = None
                platform_paid_return_shipping_fee_amount: _str | None = None
            class PartialRefundAmount(_Amounts, frozen=True, kw_only=True):
                partial_refund_total: _str | None = None
                currency: _str | None = None
            class ReturnWarehouseAddress(_Struct, frozen=True, kw_only=True):
                full_address: _str | None = None
            class ExchangeOrderLines(_Struct, frozen=True, kw_only=True):
                class ProductImage(_Struct, frozen=True, kw_only=True):
                    url: _str | None = None
                    width: _int | None = None
                    height: _int | None = None
                class PriceDetail(_Amounts, frozen=True, kw_only=True):
                    currency: _str | None = None
                    refund_total: _str | None = None
                    refund_subtotal: _str | None = None
                    refund_shipping_fee: _str | None = None
                    refund_tax: _str | None = None
                order_line_id: _str | None = None
                sku_id: _str | None = None
                sku_name: _str | None = None
                product_name: _str | None = None
                seller_sku_name: _str | None = None
                product_image: ProductImage | None = None
                price_detail: PriceDetail | None = None
            class ReturnSubLineItems(_Struct, frozen=True, kw_only=True):
                class ProductImage(_Struct, frozen=True, kw_only=True):
                    url: _str | None = None
                    width: _int | None = None
                    height: _int | None = None
                class RefundAmount(_Amounts, frozen=True, kw_only=True):
                    currency: _str | None = None
                    refund_total: _str | None = None
                    refund_subtotal: _str | None = None
                    refund_shipping_fee: _str | None = None
                    refund_tax: _str | None = None
                    retail_delivery_fee: _str | None = None
                    buyer_service_fee: _str | None = None
                return_sub_line_item_id: _str | None = None
                return_line_item_id: _str | None = None
                sub_order_line_item_id: _str | None = None
                order_line_item_id: _str | None = None
                sku_id: _str | None = None
                sku_name: _str | None = None
                product_image: ProductImage | None = None
                product_name: _str | None = None
                seller_sku: _str | None = None
                refund_amount: RefundAmount | None = None
            order_id: _str | None = None
            return_id: _str | None = None
            return_type: _Literal["REFUND", "RETURN_AND_REFUND", "REPLACEMENT", "EXCHANGE"] | _str | None = None
            return_status: _Literal["RETURN_OR_REFUND_REQUEST_PENDING", "REFUND_OR_RETURN_REQUEST_REJECT", "AWAITING_BUYER_SHIP", "BUYER_SHIPPED_ITEM", "REJECT_RECEIVE_PACKAGE", "RETURN_OR_REFUND_REQUEST_SUCCESS", "RETURN_OR_REFUND_REQUEST_CANCEL", "RETURN_OR_REFUND_REQUEST_COMPLETE", "REPLACEMENT_REQUEST_PENDING", "REPLACEMENT_REQUEST_REJECT", "REPLACEMENT_REQUEST_REFUND_SUCCESS", "REPLACEMENT_REQUEST_CANCEL", "REPLACEMENT_REQUEST_COMPLETE", "AWAITING_BUYER_RESPONSE", "EXCHANGE_REQUEST_PENDING", "EXCHANGE_REQUEST_REFUND_SUCCESS", "EXCHANGE_REQUEST_CANCEL", "EXCHANGE_REQUEST_COMPLETE"] | _str | None = None
            arbitration_status: _Literal["IN_PROGRESS", "SUPPORT_BUYER", "SUPPORT_SELLER", "CLOSED"] | _str | None = None
            role: _Literal["BUYER", "SELLER", "OPERATOR", "SYSTEM"] | _str | None = None
            return_reason: _str | None = None
            return_reason_text: _str | None = None
            seller_next_action_response: _list[SellerNextActionResponse] | None = None
            shipment_type: _Literal["PLATFORM", "DROP_OFF", "BUYER_ARRANGE"] | _str | None = None
            handover_method: _str | None = None
            return_tracking_number: _str | None = None
            return_provider_name: _str | None = None
            return_provider_id: _str | None = None
            pre_return_id: _str | None = None
            next_return_id: _str | None = None
            refund_amount: RefundAmount | None = None
            return_line_items: _list[ReturnLineItems] | None = None
            create_time: _int | None = None
            update_time: _int | None = None
            discount: Discount | None = None
            shipping_fee: ShippingFee | None = None
            buyer_keep_item: _bool | None = None
            return_shipping_document_type: _Literal["SHIPPING_LABEL", "QR_CODE", "QR_CODE_NBNL"] | _str | None = None
            return_method: _str | None = None
            is_combined_return: _bool | None = None
            combined_return_id: _str | None = None
            seller_proposed_return_type: _Literal["PARTIAL_REFUND"] | _str | None = None
            partial_refund_amount: PartialRefundAmount | None = None
            buyer_rejected_partial_refund: _bool | None = None
            return_warehouse_address: ReturnWarehouseAddress | None = None
            exchange_order_lines: _list[ExchangeOrderLines] | None = None
            reshipment_order_id: _str | None = None
            is_quick_refund: _bool | None = None
            return_sub_line_items: _list[ReturnSubLineItems] | None = None
        id: _str | None = None
        package_id: _str | None = None
        aftersales_request_id: _str | None = None
        status: _Literal["INIT", "AWAITING_BUYER_RETURN", "RETURN_IN_TRANSIT", "PENDING_PACKAGE_REVIEW", "PACKAGE_REVIEW_COMPLETED"] | _str | None = None
        line_items: _list[LineItems] | None = None
        sku_return_requests: _list[SkuReturnRequests] | None = None
    return_merchandise_authorizations: _list[ReturnMerchandiseAuthorizations] | None = None
    total_count: _int | None = None
    next_page_token: _str | None = None
class RejectReturn(_Struct, frozen=True, kw_only=True):
    ...
class GetAvailableReviewDecisions(_Struct, frozen=True, kw_only=True):
    class LineItems(_Struct, frozen=True, kw_only=True):
        class Decisions(_Struct, frozen=True, kw_only=True):
            class AvailableRejectReasons(_Struct, frozen=True, kw_only=True):
                name: _str | None = None
                text: _str | None = None
            class PartialRefundAmountRange(_Amounts, frozen=True, kw_only=True):
                min_amount: _str | None = None
                max_amount: _str | None = None
                currency: _str | None = None
            decision: _Literal["APPROVE_REQUEST_CANCEL", "APPROVE_REFUND", "APPROVE_RETURN", "APPROVE_RECEIVED_PACKAGE", "APPROVE_REPLACEMENT", "ISSUE_REPLACEMENT_REFUND", "DIRECT_REFUND", "REJECT_REQUEST_CANCEL", "REJECT_REFUND", "REJECT_RETURN", "REJECT_RECEIVED_PACKAGE", "REJECT_REPLACEMENT", "ISSUE_EXCHANGE_REFUND", "OFFER_PARTIAL_REFUND", "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG"] | _str | None = None
            eligible: _bool | None = None
            ineligible_code: _int | None = None
            ineligible_reason: _str | None = None
            available_reject_reasons: _list[AvailableRejectReasons] | None = None
            partial_refund_amount_range: PartialRefundAmountRange | None = None
        return_line_item_id: _str | None = None
        sub_return_line_item_id: _str | None = None
        decisions: _list[Decisions] | None = None
    class Errors(_Struct, frozen=True, kw_only=True):
        code: _str | None = None
        message: _str | None = None
    line_items: _list[LineItems] | None = None
    request_log_id: _str | None = None
    errors: _list[Errors] | None = None
class ReviewAftersalesRequests(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        code: _str | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class UploadReviewMedia(_Struct, frozen=True, kw_only=True):
    uri: _str | None = None
class ImportProductReviews202410(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            external_review_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class ImportProductReviews(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            external_review_id: _str | None = None
        code: _int | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
class GetGlobalProductPermission(_Struct, frozen=True, kw_only=True):
    permissions: _list[_Literal["MANAGE_GLOBAL_PRODUCT"] | _str] | None = None
class GetActiveShops(_Struct, frozen=True, kw_only=True):
    class Shops(_Struct, frozen=True, kw_only=True):
        id: _str | None = None
        region: _str | None = None
    shops: _list[Shops] | None = None
class GetShopCreators(_Struct, frozen=True, kw_only=True):
    class ShopCreators(_Struct, frozen=True, kw_only=True):
        binding_status: _Literal["WAITING_TO_BE_VERIFIED", "STALLED", "PENDING", "FAILED", "ACTIVE", "ABNORMAL"] | _str | None = None
        type: _Literal["OFFICIAL", "MARKETING"] | _str | None = None
    shop_creators: _list[ShopCreators] | None = None
class SyncCollections(_Struct, frozen=True, kw_only=True):
    class FailedInfo(_Struct, frozen=True, kw_only=True):
        ids: _list[_str] | None = None
    failed_info: FailedInfo | None = None
class GetSellerStatus(_Struct, frozen=True, kw_only=True):
    class SellerStatusData(_Struct, frozen=True, kw_only=True):
        class ShopStatuses(_Struct, frozen=True, kw_only=True):
            shop_id: _str | None = None
            shop_status: _str | None = None
        partner_channel: _str | None = None
        seller_status: _str | None = None
        shop_statuses: _list[ShopStatuses] | None = None
        tax_form_status: _str | None = None
    seller_status_data: SellerStatusData | None = None
class GetShopGroupAndRelatedShops(_Struct, frozen=True, kw_only=True):
    class ShopGroupData(_Struct, frozen=True, kw_only=True):
        class ShopGroup(_Struct, frozen=True, kw_only=True):
            source: _str | None = None
            shop_group_name: _str | None = None
        class Shops(_Struct, frozen=True, kw_only=True):
            shop_id: _str | None = None
            seller_id: _str | None = None
            shop_name: _str | None = None
            shop_region: _str | None = None
        shop_group: ShopGroup | None = None
        shops: _list[Shops] | None = None
    shop_group_data: ShopGroupData | None = None
class ConfirmPackageShipment(_Struct, frozen=True, kw_only=True):
    class Errors(_Struct, frozen=True, kw_only=True):
        class Detail(_Struct, frozen=True, kw_only=True):
            package_id: _str | None = None
        code: _str | None = None
        detail: Detail | None = None
        message: _str | None = None
    errors: _list[Errors] | None = None
    success_packages: _list[_str] | None = None
