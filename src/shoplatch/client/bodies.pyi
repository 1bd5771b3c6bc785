# Written by tools/stubs.py from the catalog: change that, not this.

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, NotRequired, TypedDict

from shoplatch.client.outgoing import Upload

_Id = str | int
_Amount = str | Decimal
_Day = str | date
_Time = int | datetime
_TimeText = str | int | datetime

class RemoveLiveProducts(TypedDict):
    product_ids: NotRequired[Collection[_Id] | None]
class AddLiveProducts(TypedDict):
    product_ids: NotRequired[Collection[_Id] | None]
class TopLiveProducts(TypedDict):
    product_ids: NotRequired[Collection[_Id] | None]
class RemoveShowcaseProducts202309(TypedDict):
    product_ids: NotRequired[Collection[_Id] | None]
class AddShowcaseProducts202309(TypedDict):
    product_ids: NotRequired[Collection[_Id] | None]
class MoveShowcaseProductsToTheTop202309(TypedDict):
    product_ids: NotRequired[Collection[_Id] | None]
class CheckAnchorPrerequisites(TypedDict):
    product_id: NotRequired[_Id | None]
class CheckAnchorContent(TypedDict):
    title: NotRequired[str | None]
class SearchOpenCollaborationProducts(TypedDict):
    category: NotRequired[SearchOpenCollaborationProductsCategory | None]
    commission_rate_range: NotRequired[SearchOpenCollaborationProductsCommissionRateRange | None]
    sales_price_range: NotRequired[SearchOpenCollaborationProductsSalesPriceRange | None]
    title_keywords: NotRequired[Collection[str] | None]
class SearchOpenCollaborationProductsCategory(TypedDict):
    id: NotRequired[_Id | None]
class SearchOpenCollaborationProductsCommissionRateRange(TypedDict):
    rate_ge: NotRequired[int | None]
    rate_lt: NotRequired[int | None]
class SearchOpenCollaborationProductsSalesPriceRange(TypedDict):
    amount_ge: NotRequired[_Amount | None]
    amount_lt: NotRequired[_Amount | None]
class AddShowcaseProducts(TypedDict):
    add_type: Literal["PRODUCT_ID", "PRODUCT_LINK"] | str
    product_ids: NotRequired[Collection[_Id] | None]
    product_link: NotRequired[str | None]
class SearchCreatorTargetCollaborations(TypedDict):
    keyword: NotRequired[_Id | None]
    keyword_type: NotRequired[Literal["TARGET_COLLABORATIONS_ID", "TARGET_COLLABORATIONS_NAME"] | str | None]
    shop_id: _Id
class GenerateAffiliateSharingLink202407(TypedDict):
    channel: NotRequired[str | None]
    material: NotRequired[GenerateAffiliateSharingLink202407Material | None]
    tags: NotRequired[Collection[str] | None]
class GenerateAffiliateSharingLink202407Material(TypedDict):
    id: NotRequired[_Id | None]
    type: NotRequired[Literal["PRODUCT", "CAMPAIGN", "SHOWCASE"] | str | None]
class CreatorSearchSampleApplicationFulfillments(TypedDict):
    fulfillment_statuses: Collection[Literal["PENDING", "ONGOING", "SUCCEED", "FAILED", "OVERDUE", "SUSPEND", "CANCELLED", "EXEMPTED"] | str]
class RemoveShowcaseProducts(TypedDict):
    product_ids: Collection[_Id]
class MoveShowcaseProductsToTheTop(TypedDict):
    product_ids: Collection[_Id]
class SearchCreatorAffiliateOrders(TypedDict):
    create_time_ge: NotRequired[_Time | None]
    create_time_lt: NotRequired[_Time | None]
class SearchCreatorSampleApplications(TypedDict):
    application_statuses: NotRequired[Collection[Literal["PENDING", "AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING", "REJECT_CANCELLED", "OVERDUE_CANCELLED", "UNFULFILL_CANCELLED", "DEL_OPEN_COLLAB", "SELLER_NOT_SHIP_CANCELLED", "WITHDRAW_CANCELLED", "UNFULFILLABLE_CANCELLED", "OPS_CANCELLED", "OPS_FAILED", "OPS_ COMPLETED", "COMPLETED", "FULFILLMENT_SUSPEND", "TO_BE_POST", "POST_IN_REVIEW", "POST_FAILED", "CANCELED"] | str] | None]
class GetCreatorSampleApplicationDetail(TypedDict):
    application_id: NotRequired[_Id | None]
    application_type: Literal["FREE_SAMPLE", "SAMPLE_COUPON", "SAMPLE_CAMPAIGN"] | str
    main_order_id: NotRequired[_Id | None]
    product_id: _Id
class GenerateAffiliateSharingLink(TypedDict):
    channel: NotRequired[str | None]
    material: NotRequired[GenerateAffiliateSharingLinkMaterial | None]
    tags: NotRequired[Collection[str] | None]
class GenerateAffiliateSharingLinkMaterial(TypedDict):
    campaign_url: NotRequired[str | None]
    id: NotRequired[_Id | None]
    type: NotRequired[Literal["PRODUCT", "CAMPAIGN", "SHOWCASE"] | str | None]
class CreatorSelectAffiliateProduct(TypedDict):
    filter_params: NotRequired[CreatorSelectAffiliateProductFilterParams | None]
    sort_params: NotRequired[CreatorSelectAffiliateProductSortParams | None]
class CreatorSelectAffiliateProductFilterParams(TypedDict):
    category_ids: NotRequired[Collection[_Id] | None]
    commission_rate_range: NotRequired[CreatorSelectAffiliateProductFilterParamsCommissionRateRange | None]
    pool_ids: NotRequired[Collection[_Id] | None]
    price_range: NotRequired[CreatorSelectAffiliateProductFilterParamsPriceRange | None]
    product_ids: NotRequired[Collection[_Id] | None]
    shop_rating_range: NotRequired[CreatorSelectAffiliateProductFilterParamsShopRatingRange | None]
    sold_quantity_range: NotRequired[CreatorSelectAffiliateProductFilterParamsSoldQuantityRange | None]
    title_keyword: NotRequired[str | None]
class CreatorSelectAffiliateProductFilterParamsCommissionRateRange(TypedDict):
    rate_ge: NotRequired[int | None]
    rate_le: NotRequired[int | None]
class CreatorSelectAffiliateProductFilterParamsPriceRange(TypedDict):
    price_ge: NotRequired[_Amount | None]
    price_le: NotRequired[_Amount | None]
class CreatorSelectAffiliateProductFilterParamsShopRatingRange(TypedDict):
    rating_ge: NotRequired[int | None]
    rating_le: NotRequired[int | None]
class CreatorSelectAffiliateProductFilterParamsSoldQuantityRange(TypedDict):
    quantity_ge: NotRequired[int | None]
    quantity_le: NotRequired[int | None]
class CreatorSelectAffiliateProductSortParams(TypedDict):
    sort_type: NotRequired[Literal["RECOMMENDED", "BEST_SELLERS", "LOW_PRICE", "HIGH_PRICE", "NEWLY_RELEASED", "HIGH_COMMISSION_RATE"] | str | None]
class GeneratePublisherSharingLinksInBatch(TypedDict):
    campaign_id: NotRequired[_Id | None]
    link_type: NotRequired[str | None]
    material: GeneratePublisherSharingLinksInBatchMaterial
class GeneratePublisherSharingLinksInBatchMaterial(TypedDict):
    ids: Collection[_Id]
    type: Literal["CAMPAIGN", "PRODUCT"] | str
    promotion_campaign_schema: NotRequired[str | None]
class GenerateGeneralSharingLinks(TypedDict):
    campaign_id: NotRequired[_Id | None]
    link_type: NotRequired[str | None]
    material: GenerateGeneralSharingLinksMaterial
class GenerateGeneralSharingLinksMaterial(TypedDict):
    ids: Collection[_Id]
    type: str
    promotion_campaign_schema: NotRequired[str | None]
class SearchAffiliateOrdersByCreator(TypedDict):
    time_ge: _Time
    time_lt: _Time
    time_type: NotRequired[Literal["PAY_TIME", "DELIVERY_TIME", "SETTLE_TIME", "CREATE_TIME"] | str | None]
class PostShoppableVideo202505(TypedDict):
    product_link_info: NotRequired[PostShoppableVideo202505ProductLinkInfo | None]
    video_info: NotRequired[PostShoppableVideo202505VideoInfo | None]
class PostShoppableVideo202505ProductLinkInfo(TypedDict):
    product_id: NotRequired[_Id | None]
    title: NotRequired[str | None]
class PostShoppableVideo202505VideoInfo(TypedDict):
    file_id: NotRequired[_Id | None]
    title: NotRequired[str | None]
class UploadShoppableVideoFile(TypedDict):
    data: Upload | bytes
class GetOpenCollaborationProductListByProductIds(TypedDict):
    ...
class UploadShoppablePhotoFile(TypedDict):
    data: Upload | bytes
class CreateVideoPrecheckTask(TypedDict):
    product_link_info: CreateVideoPrecheckTaskProductLinkInfo
    video_info: CreateVideoPrecheckTaskVideoInfo
class CreateVideoPrecheckTaskProductLinkInfo(TypedDict):
    product_id: _Id
    title: str
class CreateVideoPrecheckTaskVideoInfo(TypedDict):
    file_id: _Id
class PostShoppableVideo(TypedDict):
    video_info: PostShoppableVideoVideoInfo
    product_link_info: PostShoppableVideoProductLinkInfo
class PostShoppableVideoVideoInfo(TypedDict):
    file_id: _Id
    title: str
    cover_uri: NotRequired[str | None]
    cover_timestamp_ms: NotRequired[int | None]
    music_id: NotRequired[_Id | None]
class PostShoppableVideoProductLinkInfo(TypedDict):
    product_id: _Id
    title: str
class MapTokopediaToTiktokShopProductIds(TypedDict):
    toko_pids: NotRequired[Collection[int] | None]
class GetTokopediaAndTiktokShopProductIdMappings(TypedDict):
    toko_pids: NotRequired[Collection[int] | None]
class PostShoppablePhotos(TypedDict):
    photos_info: Collection[PostShoppablePhotosPhotosInfo]
    music_id: NotRequired[_Id | None]
    title: NotRequired[str | None]
    link_info: NotRequired[PostShoppablePhotosLinkInfo | None]
    is_ai_generated: NotRequired[bool | None]
class PostShoppablePhotosPhotosInfo(TypedDict):
    photo_file_uris: str
class PostShoppablePhotosLinkInfo(TypedDict):
    post_type: str
    shop_info: NotRequired[PostShoppablePhotosLinkInfoShopInfo | None]
    links: NotRequired[Collection[PostShoppablePhotosLinkInfoLinks] | None]
class PostShoppablePhotosLinkInfoShopInfo(TypedDict):
    shop_id: NotRequired[_Id | None]
    group_type: NotRequired[str | None]
    group_id: NotRequired[_Id | None]
class PostShoppablePhotosLinkInfoLinks(TypedDict):
    product_id: NotRequired[_Id | None]
    link_title: NotRequired[str | None]
class CreateAffiliatePartnerCampaign(TypedDict):
    campaign_end_time: _Time
    campaign_start_time: _Time
    commission_rate: int
    contact_info: CreateAffiliatePartnerCampaignContactInfo
    description: str
    name: str
    registration_end_time: _Time
    registration_start_time: _Time
    target_seller_types: NotRequired[Collection[Literal["LOCAL", "CROSS_BORDER"] | str] | None]
    target_shop_codes: NotRequired[Collection[str] | None]
class CreateAffiliatePartnerCampaignContactInfo(TypedDict):
    email: str
    line: NotRequired[str | None]
    phone: NotRequired[str | None]
    viber: NotRequired[str | None]
    whatsapp: NotRequired[str | None]
    zalo: NotRequired[str | None]
class EditAffiliatePartnerCampaign(TypedDict):
    campaign_end_time: NotRequired[_Time | None]
    campaign_start_time: NotRequired[_Time | None]
    commission_rate: NotRequired[int | None]
    contact_info: NotRequired[EditAffiliatePartnerCampaignContactInfo | None]
    description: NotRequired[str | None]
    name: NotRequired[str | None]
    registration_end_time: NotRequired[_Time | None]
    registration_start_time: NotRequired[_Time | None]
    target_seller_types: NotRequired[Collection[Literal["LOCAL", "CROSS_BORDER"] | str] | None]
    target_shop_codes: NotRequired[Collection[str] | None]
class EditAffiliatePartnerCampaignContactInfo(TypedDict):
    email: NotRequired[str | None]
    line: NotRequired[str | None]
    phone: NotRequired[str | None]
    viber: NotRequired[str | None]
    whatsapp: NotRequired[str | None]
    zalo: NotRequired[str | None]
class GenerateAffiliatePartnerCampaignProductLink(TypedDict):
    creator_commission_rate: int
class ReviewAffiliatePartnerCampaignProduct(TypedDict):
    reject_reasons: NotRequired[Collection[Literal["COMMISSION_TOO_LOW", "PRODUCT_HARD_TO_PROMOTE", "PRODUCT_TOO_EXPENSIVE", "NO_SUITABLE_CREATOR"] | str] | None]
    review_result: Literal["APPROVE", "REJECT", "REJECT_FOREVER"] | str
class PublishAffiliatePartnerCampaign(TypedDict):
    ...
class SearchTapAffiliateOrders202411(TypedDict):
    campaign_id: NotRequired[_Id | None]
    create_time_ge: NotRequired[_Time | None]
    create_time_lt: NotRequired[_Time | None]
class SearchCapAffiliateOrders202504(TypedDict):
    create_time_ge: NotRequired[_Time | None]
    create_time_lt: NotRequired[_Time | None]
    order_id: NotRequired[_Id | None]
    order_status: NotRequired[int | None]
    product_id: NotRequired[_Id | None]
class GenerateCampaignProductPromotionLinksInBatch(TypedDict):
    product_ids: NotRequired[Collection[_Id] | None]
class SearchCapAffiliateOrders(TypedDict):
    order_id: NotRequired[_Id | None]
    product_id: NotRequired[_Id | None]
    settle_status: NotRequired[int | None]
    create_time_ge: NotRequired[_Time | None]
    create_time_lt: NotRequired[_Time | None]
class SearchTapAffiliateOrders(TypedDict):
    create_time_ge: NotRequired[_Time | None]
    create_time_lt: NotRequired[_Time | None]
    campaign_id: NotRequired[_Id | None]
class EditOpenCollaborationSettings(TypedDict):
    auto_add_product: NotRequired[EditOpenCollaborationSettingsAutoAddProduct | None]
class EditOpenCollaborationSettingsAutoAddProduct(TypedDict):
    commission_rate: int
    enable: bool
class CreateOpenCollaboration202405(TypedDict):
    commission_rate: NotRequired[int | None]
    product_id: NotRequired[_Id | None]
    require_seller_approve_creator: NotRequired[bool | None]
class SellerSearchOpenCollaborationProducts(TypedDict):
    category: NotRequired[SellerSearchOpenCollaborationProductsCategory | None]
    commission_rate_range: NotRequired[SellerSearchOpenCollaborationProductsCommissionRateRange | None]
    sales_price_range: NotRequired[SellerSearchOpenCollaborationProductsSalesPriceRange | None]
    title_keywords: NotRequired[Collection[str] | None]
class SellerSearchOpenCollaborationProductsCategory(TypedDict):
    id: NotRequired[_Id | None]
class SellerSearchOpenCollaborationProductsCommissionRateRange(TypedDict):
    rate_ge: NotRequired[int | None]
    rate_lt: NotRequired[int | None]
class SellerSearchOpenCollaborationProductsSalesPriceRange(TypedDict):
    amount_ge: NotRequired[_Amount | None]
    amount_lt: NotRequired[_Amount | None]
class RemoveCreatorFromOpenCollaborationProduct202405(TypedDict):
    creator_user_id: NotRequired[_Id | None]
    product_id: NotRequired[_Id | None]
class GenerateAffiliateProductPromotionLink(TypedDict):
    ...
class CreateTargetCollaboration202405(TypedDict):
    creator_user_ids: NotRequired[Collection[_Id] | None]
    end_time: NotRequired[_TimeText | None]
    free_sample_rule: NotRequired[CreateTargetCollaboration202405FreeSampleRule | None]
    message: NotRequired[str | None]
    name: NotRequired[str | None]
    products: NotRequired[Collection[CreateTargetCollaboration202405Products] | None]
    seller_contact_info: NotRequired[CreateTargetCollaboration202405SellerContactInfo | None]
class CreateTargetCollaboration202405FreeSampleRule(TypedDict):
    has_free_sample: NotRequired[bool | None]
    is_sample_approval_exempt: NotRequired[bool | None]
class CreateTargetCollaboration202405Products(TypedDict):
    id: NotRequired[_Id | None]
    target_commission_rate: NotRequired[int | None]
class CreateTargetCollaboration202405SellerContactInfo(TypedDict):
    email: NotRequired[str | None]
class SearchCreatorsInCreatorMarketplace202406(TypedDict):
    follower_demographics: NotRequired[SearchCreatorsInCreatorMarketplace202406FollowerDemographics | None]
    gmv_ranges: NotRequired[Collection[Literal["GMV_RANGE_0_100", "GMV_RANGE_100_1000", "GMV_RANGE_1000_10000", "GMV_RANGE_10000_AND_ABOVE"] | str] | None]
    keyword: NotRequired[str | None]
    search_key: NotRequired[str | None]
    units_sold_ranges: NotRequired[Collection[Literal["UNITS_SOLD_RANGE_0_10", "UNITS_SOLD_RANGE_10_100", "UNITS_SOLD_RANGE_100_1000", "UNITS_SOLD_RANGE_1000_AND_ABOVE"] | str] | None]
class SearchCreatorsInCreatorMarketplace202406FollowerDemographics(TypedDict):
    age_ranges: NotRequired[Collection[Literal["AGE_RANGE_18_24", "AGE_RANGE_25_34", "AGE_RANGE_35_44", "AGE_RANGE_45_54", "AGE_RANGE_55_AND_ABOVE"] | str] | None]
    count_range: NotRequired[SearchCreatorsInCreatorMarketplace202406FollowerDemographicsCountRange | None]
    gender_distribution: NotRequired[SearchCreatorsInCreatorMarketplace202406FollowerDemographicsGenderDistribution | None]
class SearchCreatorsInCreatorMarketplace202406FollowerDemographicsCountRange(TypedDict):
    count_ge: NotRequired[int | None]
    count_le: NotRequired[int | None]
class SearchCreatorsInCreatorMarketplace202406FollowerDemographicsGenderDistribution(TypedDict):
    gender: NotRequired[str | None]
    percentage_ge: NotRequired[int | None]
class RemoveOpenCollaboration(TypedDict):
    ...
class SearchOpenCollaborations202409(TypedDict):
    keyword: NotRequired[str | None]
    keyword_type: NotRequired[Literal["PRODUCT_ID", "PRODUCT_NAME"] | str | None]
    top_level_category_id: NotRequired[_Id | None]
class SearchSampleApplications202409(TypedDict):
    creator_user_id: NotRequired[_Id | None]
    order_id: NotRequired[_Id | None]
    product_id: NotRequired[_Id | None]
    status: NotRequired[Literal["PENDING", "AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING", "REJECT_CANCELLED", "OVERDUE_CANCELLED", "UNFULFILL_CANCELLED", "DEL_OPEN_COLLAB", "SELLER_NOT_SHIP_CANCELLED", "WITHDRAW_CANCELLED", "UNFULFILLABLE_CANCELLED", "OPS_CANCELLED", "OPS_FAILED", "OPS_COMPLETED", "COMPLETED"] | str | None]
    target_collabration_id: NotRequired[_Id | None]
    title: NotRequired[str | None]
    username: NotRequired[str | None]
class SearchSampleApplicationFulfillments(TypedDict):
    content_format: NotRequired[Literal["LIVE", "VIDEO"] | str | None]
class ReviewASampleApplication202409(TypedDict):
    reject_reason: NotRequired[Literal["NOT_MATCH", "OFFLINE", "OUT_OF_STOCK", "OTHER"] | str | None]
    review_result: NotRequired[Literal["APPROVE", "REJECT"] | str | None]
class SearchTargetCollaborations202409(TypedDict):
    collaboration_status: NotRequired[Literal["ONGOING", "EXPIRING", "VALID", "CANCELING", "COMPLETED"] | str | None]
    creator_accept_status: NotRequired[Literal["ACCEPT", "ALL"] | str | None]
    creator_user_id: NotRequired[_Id | None]
    free_sample_setting: NotRequired[Literal["WITH_FREE_SAMPLE", "ALL"] | str | None]
    search_param: NotRequired[SearchTargetCollaborations202409SearchParam | None]
class SearchTargetCollaborations202409SearchParam(TypedDict):
    keyword: NotRequired[str | None]
    keyword_type: NotRequired[Literal["PRODUCT_ID", "PRODUCT_NAME", "TARGET_COLLABORATION_ID", "TARGET_COLLABORATION_NAME"] | str | None]
class RemoveTargetCollaboration(TypedDict):
    ...
class UpdateTargetCollaboration202409(TypedDict):
    creator_user_ids: NotRequired[Collection[_Id] | None]
    end_time: NotRequired[_TimeText | None]
    free_sample_rule: NotRequired[UpdateTargetCollaboration202409FreeSampleRule | None]
    name: NotRequired[str | None]
    products: NotRequired[Collection[UpdateTargetCollaboration202409Products] | None]
    seller_contact_info: NotRequired[UpdateTargetCollaboration202409SellerContactInfo | None]
class UpdateTargetCollaboration202409FreeSampleRule(TypedDict):
    has_free_sample: NotRequired[bool | None]
    is_sample_approval_exempt: NotRequired[bool | None]
class UpdateTargetCollaboration202409Products(TypedDict):
    commission_rate: NotRequired[int | None]
    id: NotRequired[_Id | None]
class UpdateTargetCollaboration202409SellerContactInfo(TypedDict):
    email: NotRequired[str | None]
class EditOpenCollaborationSampleRule(TypedDict):
    product_id: _Id
    sample_rule: NotRequired[EditOpenCollaborationSampleRuleSampleRule | None]
class EditOpenCollaborationSampleRuleSampleRule(TypedDict):
    activate_status: str
    end_time: NotRequired[_Time | None]
    is_sample_time_unlimited: NotRequired[bool | None]
    sample_quota: NotRequired[int | None]
    start_time: NotRequired[_Time | None]
    thresholds: NotRequired[EditOpenCollaborationSampleRuleSampleRuleThresholds | None]
class EditOpenCollaborationSampleRuleSampleRuleThresholds(TypedDict):
    avg_ec_video_views: NotRequired[int | None]
    category_ids: NotRequired[Collection[_Id] | None]
    minimum_follower_count: NotRequired[int | None]
    minimum_gmv: NotRequired[int | None]
    predicted_fulfillment_rank: NotRequired[Literal["ALL", "LOW", "MEDIUM", "HIGH"] | str | None]
class SearchSellerAffiliateOrders(TypedDict):
    create_time_ge: NotRequired[_Time | None]
    create_time_lt: NotRequired[_Time | None]
    program_id: NotRequired[_Id | None]
class GetConversationList202412(TypedDict):
    only_need_conversation_id: NotRequired[bool | None]
class GetOrCreateCreatorConversation202412(TypedDict):
    creator_id: NotRequired[_Id | None]
    only_need_conversation_id: NotRequired[bool | None]
class SendImMessage(TypedDict):
    content: str
    msg_type: Literal["TEXT", "PRODUCT_CARD", "TARGET_ COLLABORATION_CARD", "FREE_SAMPLE_CARD", "IMAGE", "CRM_TEXT_WITH_IMAGE_CARD", "CRM_TEXT_WITH_PRODUCTS_CARD", "TARGET_COLLABORATION_CARD"] | str
class MarkConversationsAsRead(TypedDict):
    conversation_ids: Collection[_Id]
class CreateOpenCollaboration(TypedDict):
    commission_rate: int
    product_id: _Id
class SearchOpenCollaborations(TypedDict):
    keyword: NotRequired[str | None]
    keyword_type: NotRequired[Literal["PRODUCT_ID", "PRODUCT_NAME"] | str | None]
    top_level_category_id: NotRequired[_Id | None]
class GetConversationList(TypedDict):
    only_need_conversation_id: NotRequired[bool | None]
class SearchCreatorsInCreatorMarketplace202505(TypedDict):
    follower_demographics: NotRequired[SearchCreatorsInCreatorMarketplace202505FollowerDemographics | None]
    gmv_ranges: NotRequired[Collection[Literal["GMV_RANGE_0_100", "GMV_RANGE_100_1000", "GMV_RANGE_1000_10000", "GMV_RANGE_10000_AND_ABOVE"] | str] | None]
    keyword: NotRequired[str | None]
    search_key: NotRequired[str | None]
    units_sold_ranges: NotRequired[Collection[Literal["UNITS_SOLD_RANGE_0_10", "UNITS_SOLD_RANGE_10_100", "UNITS_SOLD_RANGE_100_1000", "UNITS_SOLD_RANGE_1000_AND_ABOVE"] | str] | None]
class SearchCreatorsInCreatorMarketplace202505FollowerDemographics(TypedDict):
    age_ranges: NotRequired[Collection[Literal["AGE_RANGE_18_24", "AGE_RANGE_25_34", "AGE_RANGE_35_44", "AGE_RANGE_45_54", "AGE_RANGE_55_AND_ABOVE"] | str] | None]
    count_range: NotRequired[SearchCreatorsInCreatorMarketplace202505FollowerDemographicsCountRange | None]
    gender_distribution: NotRequired[SearchCreatorsInCreatorMarketplace202505FollowerDemographicsGenderDistribution | None]
class SearchCreatorsInCreatorMarketplace202505FollowerDemographicsCountRange(TypedDict):
    count_ge: NotRequired[int | None]
    count_le: NotRequired[int | None]
class SearchCreatorsInCreatorMarketplace202505FollowerDemographicsGenderDistribution(TypedDict):
    gender: NotRequired[str | None]
    percentage_ge: NotRequired[int | None]
class SearchSampleApplications202507(TypedDict):
    creator_user_id: NotRequired[_Id | None]
    order_id: NotRequired[_Id | None]
    product_id: NotRequired[_Id | None]
    status: NotRequired[Literal["PENDING", "AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING", "REJECT_CANCELLED", "OVERDUE_CANCELLED", "UNFULFILL_CANCELLED", "DEL_OPEN_COLLAB", "SELLER_NOT_SHIP_CANCELLED", "WITHDRAW_CANCELLED", "UNFULFILLABLE_CANCELLED", "OPS_CANCELLED", "OPS_FAILED", "OPS_COMPLETED", "COMPLETED"] | str | None]
    target_collabration_id: NotRequired[_Id | None]
    title: NotRequired[str | None]
    username: NotRequired[str | None]
class ReviewASampleApplication(TypedDict):
    reject_reason: NotRequired[Literal["NOT_MATCH", "OFFLINE", "OUT_OF_STOCK", "OTHER"] | str | None]
    review_result: Literal["APPROVE", "REJECT"] | str
class GetOrCreateCreatorConversation(TypedDict):
    creator_open_id: _Id
    only_need_conversation_id: NotRequired[bool | None]
class SearchCreatorsInCreatorMarketplace202508(TypedDict):
    advanced_filters: NotRequired[SearchCreatorsInCreatorMarketplace202508AdvancedFilters | None]
    affiliate_data: NotRequired[SearchCreatorsInCreatorMarketplace202508AffiliateData | None]
    category: NotRequired[Collection[SearchCreatorsInCreatorMarketplace202508Category] | None]
    content_performance: NotRequired[SearchCreatorsInCreatorMarketplace202508ContentPerformance | None]
    follower_demographics: NotRequired[SearchCreatorsInCreatorMarketplace202508FollowerDemographics | None]
    gmv_ranges: NotRequired[Collection[Literal["GMV_RANGE_0_100", "GMV_RANGE_100_1000", "GMV_RANGE_1000_10000", "GMV_RANGE_10000_AND_ABOVE"] | str] | None]
    keyword: NotRequired[str | None]
    search_key: NotRequired[str | None]
    units_sold_ranges: NotRequired[Collection[Literal["UNITS_SOLD_RANGE_0_10", "UNITS_SOLD_RANGE_10_100", "UNITS_SOLD_RANGE_100_1000", "UNITS_SOLD_RANGE_1000_AND_ABOVE"] | str] | None]
class SearchCreatorsInCreatorMarketplace202508AdvancedFilters(TypedDict):
    category_pro: NotRequired[Collection[str] | None]
    creator_level: NotRequired[Collection[str] | None]
    language: NotRequired[Collection[str] | None]
class SearchCreatorsInCreatorMarketplace202508AffiliateData(TypedDict):
    avg_commission_rate: NotRequired[Literal["ALL", "LESS_THAN_20%", "LESS_THAN_15%", "LESS_THAN_10%", "LESS_THAN_5%"] | str | None]
    creator_agency_staus: NotRequired[Literal["AGENCY_MANAGED", "INDEPENDENT"] | str | None]
    is_fast_growing: NotRequired[bool | None]
    not_invited_l90_days: NotRequired[bool | None]
    post_rate: NotRequired[str | None]
class SearchCreatorsInCreatorMarketplace202508Category(TypedDict):
    child_category_id_list: NotRequired[Collection[str] | None]
    parent_category_id: NotRequired[_Id | None]
class SearchCreatorsInCreatorMarketplace202508ContentPerformance(TypedDict):
    avg_engagement_rate: NotRequired[_Amount | None]
    avg_live_avg_viewers_ge: NotRequired[_Id | None]
    avg_shopable_engagement_rate: NotRequired[_Amount | None]
    avg_shoppable_live_avg_viewers_ge: NotRequired[_Id | None]
    avg_shoppable_video_views: NotRequired[_Id | None]
    avg_video_views: NotRequired[_Id | None]
class SearchCreatorsInCreatorMarketplace202508FollowerDemographics(TypedDict):
    age_ranges: NotRequired[Collection[Literal["AGE_RANGE_18_24", "AGE_RANGE_25_34", "AGE_RANGE_35_44", "AGE_RANGE_45_54", "AGE_RANGE_55_AND_ABOVE"] | str] | None]
    count_range: NotRequired[SearchCreatorsInCreatorMarketplace202508FollowerDemographicsCountRange | None]
    gender_distribution: NotRequired[SearchCreatorsInCreatorMarketplace202508FollowerDemographicsGenderDistribution | None]
class SearchCreatorsInCreatorMarketplace202508FollowerDemographicsCountRange(TypedDict):
    count_ge: NotRequired[int | None]
    count_le: NotRequired[int | None]
class SearchCreatorsInCreatorMarketplace202508FollowerDemographicsGenderDistribution(TypedDict):
    gender: NotRequired[str | None]
    percentage_ge: NotRequired[int | None]
class RemoveCreatorFromOpenCollaborationProduct(TypedDict):
    creator_user_open_id: _Id
    product_id: _Id
class SearchSampleApplications(TypedDict):
    creator_user_oepn_id: NotRequired[_Id | None]
    order_id: NotRequired[_Id | None]
    product_id: NotRequired[_Id | None]
    status: NotRequired[Literal["PENDING", "AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING", "REJECT_CANCELLED", "OVERDUE_CANCELLED", "UNFULFILL_CANCELLED", "DEL_OPEN_COLLAB", "SELLER_NOT_SHIP_CANCELLED", "WITHDRAW_CANCELLED", "UNFULFILLABLE_CANCELLED", "OPS_CANCELLED", "OPS_FAILED", "OPS_COMPLETED", "COMPLETED"] | str | None]
    target_collabration_id: NotRequired[_Id | None]
    title: NotRequired[str | None]
    username: NotRequired[str | None]
class CreateTargetCollaboration(TypedDict):
    creator_user_open_ids: Collection[_Id]
    end_time: _TimeText
    free_sample_rule: CreateTargetCollaborationFreeSampleRule
    message: NotRequired[str | None]
    name: str
    products: Collection[CreateTargetCollaborationProducts]
    seller_contact_info: CreateTargetCollaborationSellerContactInfo
    preferred_content_type: NotRequired[str | None]
class CreateTargetCollaborationFreeSampleRule(TypedDict):
    has_free_sample: bool
    is_sample_approval_exempt: bool
class CreateTargetCollaborationProducts(TypedDict):
    id: _Id
    shop_ads_commission_rate: NotRequired[int | None]
    target_commission_rate: int
class CreateTargetCollaborationSellerContactInfo(TypedDict):
    email: NotRequired[str | None]
    phone_number: NotRequired[str | None]
    whatsapp: NotRequired[str | None]
    telegram: NotRequired[str | None]
    line: NotRequired[str | None]
class SearchTargetCollaborations(TypedDict):
    collaboration_status: Literal["ONGOING", "EXPIRING", "VALID", "CANCELING", "COMPLETED"] | str
    creator_accept_status: NotRequired[Literal["ACCEPT", "ALL"] | str | None]
    creator_user_open_id: NotRequired[_Id | None]
    free_sample_setting: NotRequired[Literal["WITH_FREE_SAMPLE", "ALL"] | str | None]
    search_param: NotRequired[SearchTargetCollaborationsSearchParam | None]
class SearchTargetCollaborationsSearchParam(TypedDict):
    keyword: str
    keyword_type: Literal["PRODUCT_ID", "PRODUCT_NAME", "TARGET_COLLABORATION_ID", "TARGET_COLLABORATION_NAME"] | str
class UpdateTargetCollaboration(TypedDict):
    creator_user_open_ids: Collection[_Id]
    end_time: _TimeText
    free_sample_rule: UpdateTargetCollaborationFreeSampleRule
    name: str
    products: Collection[UpdateTargetCollaborationProducts]
    seller_contact_info: UpdateTargetCollaborationSellerContactInfo
class UpdateTargetCollaborationFreeSampleRule(TypedDict):
    has_free_sample: bool
    is_sample_approval_exempt: bool
class UpdateTargetCollaborationProducts(TypedDict):
    commission_rate: int
    id: _Id
    target_ad_commission_rate: NotRequired[int | None]
class UpdateTargetCollaborationSellerContactInfo(TypedDict):
    email: str
    phone_number: NotRequired[str | None]
    whatsapp: NotRequired[str | None]
    telegram: NotRequired[str | None]
    line: NotRequired[str | None]
class GenerateTargetCollaborationLink(TypedDict):
    ...
class UploadMessageImage202511(TypedDict):
    data: Upload | bytes
class CreateCompassOfflineExportTask(TypedDict):
    module_type: NotRequired[Literal["BASE", "CREATOR"] | str | None]
    window_type: NotRequired[Literal["PAST_24H", "PAST_30_DAYS", "PAST_7_DAYS"] | str | None]
    end_day: NotRequired[int | None]
    plan_type: NotRequired[Literal["ALL", "OPEN", "PARTNER", "TARGET"] | str | None]
class CheckTargetCollaborationConflicts(TypedDict):
    creator_open_id_list: Collection[str]
    product_id_list: Collection[str]
class ResolveTargetCollaborationConflicts(TypedDict):
    conflict_items: Collection[ResolveTargetCollaborationConflictsConflictItems]
class ResolveTargetCollaborationConflictsConflictItems(TypedDict):
    existing_collaboration_id: _Id
    creator_open_id: _Id
class UpdateConversationStatus(TypedDict):
    action: str
class GetWeeklyCreatorOutreachRecords(TypedDict):
    page_index: int
    page_size: int
class SearchCreatorsInCreatorMarketplace(TypedDict):
    search_key: NotRequired[str | None]
    keyword: NotRequired[str | None]
    follower_demographics: NotRequired[SearchCreatorsInCreatorMarketplaceFollowerDemographics | None]
    gmv_ranges: NotRequired[Collection[str] | None]
    units_sold_ranges: NotRequired[Collection[str] | None]
    category: NotRequired[Collection[SearchCreatorsInCreatorMarketplaceCategory] | None]
    content_performance: NotRequired[SearchCreatorsInCreatorMarketplaceContentPerformance | None]
    affiliate_data: NotRequired[SearchCreatorsInCreatorMarketplaceAffiliateData | None]
    advanced_filters: NotRequired[SearchCreatorsInCreatorMarketplaceAdvancedFilters | None]
    data_groups: NotRequired[Collection[str] | None]
class SearchCreatorsInCreatorMarketplaceFollowerDemographics(TypedDict):
    age_ranges: NotRequired[Collection[str] | None]
    count_range: NotRequired[SearchCreatorsInCreatorMarketplaceFollowerDemographicsCountRange | None]
    gender_distribution: NotRequired[SearchCreatorsInCreatorMarketplaceFollowerDemographicsGenderDistribution | None]
class SearchCreatorsInCreatorMarketplaceFollowerDemographicsCountRange(TypedDict):
    count_ge: NotRequired[int | None]
    count_le: NotRequired[int | None]
class SearchCreatorsInCreatorMarketplaceFollowerDemographicsGenderDistribution(TypedDict):
    gender: NotRequired[str | None]
    percentage_ge: NotRequired[int | None]
class SearchCreatorsInCreatorMarketplaceCategory(TypedDict):
    parent_category_id: NotRequired[_Id | None]
    child_category_id_list: NotRequired[Collection[str] | None]
class SearchCreatorsInCreatorMarketplaceContentPerformance(TypedDict):
    avg_video_views: NotRequired[_Id | None]
    avg_shoppable_video_views: NotRequired[_Id | None]
    avg_engagement_rate: NotRequired[_Amount | None]
    avg_shopable_engagement_rate: NotRequired[_Amount | None]
    avg_live_avg_viewers_ge: NotRequired[_Id | None]
    avg_shoppable_live_avg_viewers_ge: NotRequired[_Id | None]
class SearchCreatorsInCreatorMarketplaceAffiliateData(TypedDict):
    avg_commission_rate: NotRequired[str | None]
    post_rate: NotRequired[str | None]
    creator_agency_staus: NotRequired[str | None]
    is_fast_growing: NotRequired[bool | None]
    not_invited_l90_days: NotRequired[bool | None]
class SearchCreatorsInCreatorMarketplaceAdvancedFilters(TypedDict):
    content_preference_type: NotRequired[Collection[str] | None]
    eligible_flat_fee: NotRequired[bool | None]
    option_list: NotRequired[Collection[SearchCreatorsInCreatorMarketplaceAdvancedFiltersOptionList] | None]
    sorter_algorithm_id: NotRequired[_Id | None]
class SearchCreatorsInCreatorMarketplaceAdvancedFiltersOptionList(TypedDict):
    options: NotRequired[Collection[SearchCreatorsInCreatorMarketplaceAdvancedFiltersOptionListOptions] | None]
    option_type: NotRequired[str | None]
class SearchCreatorsInCreatorMarketplaceAdvancedFiltersOptionListOptions(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    option_children: NotRequired[Collection[SearchCreatorsInCreatorMarketplaceAdvancedFiltersOptionListOptionsOptionChildren] | None]
class SearchCreatorsInCreatorMarketplaceAdvancedFiltersOptionListOptionsOptionChildren(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class GetCreatorMarketplaceAdvancedSearchFilters(TypedDict):
    options: NotRequired[Collection[GetCreatorMarketplaceAdvancedSearchFiltersOptions] | None]
class GetCreatorMarketplaceAdvancedSearchFiltersOptions(TypedDict):
    option_type: NotRequired[Literal["OPTION_BRAND", "OPTION_CREATOR_LEVEL", "OPTION_LANGUAGE", "OPTION_SORTER", "OPTION_VERTICAL_PRO"] | str | None]
class UploadMessageImage(TypedDict):
    data: Upload | bytes
class QueryCreatorPromotionDetailsInTargetCollaboration(TypedDict):
    creator_user_open_id: _Id
    invitation_group_id: _Id
    query: NotRequired[str | None]
    query_type: NotRequired[Literal["PRODUCT_ID", "PRODUCT_NAME"] | str | None]
    invitation_id: NotRequired[_Id | None]
    product_filter: NotRequired[QueryCreatorPromotionDetailsInTargetCollaborationProductFilter | None]
class QueryCreatorPromotionDetailsInTargetCollaborationProductFilter(TypedDict):
    added_types: NotRequired[Collection[str] | None]
class CheckCreatorOutreachEligibility(TypedDict):
    creator_infos: Collection[CheckCreatorOutreachEligibilityCreatorInfos]
class CheckCreatorOutreachEligibilityCreatorInfos(TypedDict):
    creator_open_id: _Id
class CreateEngagementTask(TypedDict):
    channel: str
    coupon_ids: NotRequired[Collection[_Id] | None]
    end_time: _Time
    product_ids: NotRequired[Collection[_Id] | None]
    task_name: str
    template_id: _Id
class SendEngagementMessage(TypedDict):
    buyer_emails: Collection[str]
    task_id: NotRequired[_Id | None]
class GetEngagementTaskPerformances(TypedDict):
    task_ids: Collection[_Id]
class CreateCustomEngagementTask(TypedDict):
    channel: str
    coupon_ids: NotRequired[Collection[_Id] | None]
    custom_message: NotRequired[CreateCustomEngagementTaskCustomMessage | None]
    end_time: _Time
    product_ids: NotRequired[Collection[_Id] | None]
    task_name: str
class CreateCustomEngagementTaskCustomMessage(TypedDict):
    body: NotRequired[str | None]
    title: NotRequired[str | None]
class UpdateAgentSettings(TypedDict):
    can_accept_chat: bool
class CreateConversation(TypedDict):
    buyer_user_id: _Id
class SendMessage202309(TypedDict):
    content: NotRequired[str | None]
    type: NotRequired[Literal["TEXT", "IMAGE", "VIDEO", "PRODUCT_CARD", "ORDER_CARD", "RETURN_REFUND_CARD", "COUPON_CARD", "LOGISTICS_CARD"] | str | None]
class MarkBuyerMessagesAsRead(TypedDict):
    ...
class UploadImageForBuyerMessages(TypedDict):
    data: Upload | bytes
class SearchSessions(TypedDict):
    begin_time_ge: int
    begin_time_lt: int
    buyer_nickname: NotRequired[str | None]
class EndSession(TypedDict):
    ...
class SendMessage(TypedDict):
    type: Literal["COUPON_CARD", "IMAGE", "LOGISTICS_CARD", "ORDER_CARD", "PRODUCT_CARD", "RETURN_REFUND_CARD", "TEXT", "VIDEO"] | str
    content: str
    sender_role: NotRequired[str | None]
class OrderStatusDataExchange(TypedDict):
    orders: NotRequired[Collection[OrderStatusDataExchangeOrders] | None]
class OrderStatusDataExchangeOrders(TypedDict):
    channel_financial_status: NotRequired[Literal["PENDING", "AUTHORIZED", "OVERDUE", "EXPIRING", "EXPIRED", "PAID", "REFUNDED", "PARTIALLY_REFUNDED", "PARTIALLY_PAID", "VOIDED", "UNPAID"] | str | None]
    channel_fulfillment_status: NotRequired[Literal["FULFILLED", "ON_HOLD", "PARTIALLY_FULFILLED", "UNFULFILLED", "SCHEDULED"] | str | None]
    channel_order_id: NotRequired[_Id | None]
    channel_order_status: NotRequired[Literal["OPEN", "ARCHIVED", "CANCELED", "PENDING", "ON_HOLD", "PROCESSING", "COMPLETED", "REFUNDED", "AWAITING_PAYMENT", "AWAITING_FULFILLMENT", "AWATING_SHIPMENT", "PARTIALLY_SHIPPED", "INCOMPLETE", "MANUAL_VERIFICATION_REQUIRED", "SHIPPED", "CANCELLED", "REFUND", "NEW", "COMPLETE", "CLOSED", "PENDING_PAYMENT"] | str | None]
    channel_order_update_time: NotRequired[_TimeText | None]
    channel_type: NotRequired[Literal["SHOPIFY", "WOOCOMMERCE", "BIGCOMMERCE", "MAGENTO"] | str | None]
    not_exist_reason: NotRequired[str | None]
    order_id: NotRequired[_Id | None]
    packages: NotRequired[Collection[OrderStatusDataExchangeOrdersPackages] | None]
class OrderStatusDataExchangeOrdersPackages(TypedDict):
    logistics_provider_name: NotRequired[str | None]
    package_id: NotRequired[_Id | None]
    tracking_number: NotRequired[str | None]
class QualityFactoryOrderDataImportApi202310(TypedDict):
    orders: NotRequired[Collection[QualityFactoryOrderDataImportApi202310Orders] | None]
class QualityFactoryOrderDataImportApi202310Orders(TypedDict):
    channel_financial_status: NotRequired[Literal["PENDING", "AUTHORIZED", "OVERDUE", "EXPIRING", "EXPIRED", "PAID", "REFUNDED", "PARTIALLY_REFUNDED", "PARTIALLY_PAID", "VOIDED", "UNPAID"] | str | None]
    channel_fulfillment_status: NotRequired[Literal["FULFILLED", "ON_HOLD", "PARTIALLY_FULFILLED", "UNFULFILLED", "SCHEDULED"] | str | None]
    channel_order_id: NotRequired[_Id | None]
    channel_order_status: NotRequired[Literal["OPEN", "ARCHIVED", "CANCELED", "PENDING", "ON_HOLD", "PROCESSING", "COMPLETED", "REFUNDED", "AWAITING_PAYMENT", "AWAITING_FULFILLMENT", "AWATING_SHIPMENT", "PARTIALLY_SHIPPED", "INCOMPLETE", "MANUAL_VERIFICATION_REQUIRED", "SHIPPED", "CANCELLED", "REFUND", "NEW", "COMPLETE", "CLOSED", "PENDING_PAYMENT"] | str | None]
    channel_order_update_time: NotRequired[_TimeText | None]
    channel_type: NotRequired[Literal["SHOPIFY", "WOOCOMMERCE", "BIGCOMMERCE", "MAGENTO"] | str | None]
    not_exist_reason: NotRequired[str | None]
    order_id: NotRequired[_Id | None]
    packages: NotRequired[Collection[QualityFactoryOrderDataImportApi202310OrdersPackages] | None]
class QualityFactoryOrderDataImportApi202310OrdersPackages(TypedDict):
    package_id: NotRequired[_Id | None]
    shipping_provider_name: NotRequired[str | None]
    tracking_number: NotRequired[str | None]
class QualityFactoryOrderDataImportApi(TypedDict):
    orders: NotRequired[Collection[QualityFactoryOrderDataImportApiOrders] | None]
class QualityFactoryOrderDataImportApiOrders(TypedDict):
    channel_financial_status: NotRequired[Literal["PENDING", "AUTHORIZED", "OVERDUE", "EXPIRING", "EXPIRED", "PAID", "REFUNDED", "PARTIALLY_REFUNDED", "PARTIALLY_PAID", "VOIDED", "UNPAID"] | str | None]
    channel_fulfillment_status: NotRequired[Literal["FULFILLED", "ON_HOLD", "PARTIALLY_FULFILLED", "UNFULFILLED", "SCHEDULED"] | str | None]
    channel_order_id: NotRequired[_Id | None]
    channel_order_status: NotRequired[Literal["OPEN", "ARCHIVED", "CANCELED", "PENDING", "ON_HOLD", "PROCESSING", "COMPLETED", "REFUNDED", "AWAITING_PAYMENT", "AWAITING_FULFILLMENT", "AWATING_SHIPMENT", "PARTIALLY_SHIPPED", "INCOMPLETE", "MANUAL_VERIFICATION_REQUIRED", "SHIPPED", "CANCELLED", "REFUND", "NEW", "COMPLETE", "CLOSED", "PENDING_PAYMENT"] | str | None]
    channel_order_update_time: NotRequired[_TimeText | None]
    channel_type: NotRequired[Literal["SHOPIFY", "WOOCOMMERCE", "BIGCOMMERCE", "MAGENTO"] | str | None]
    issue_reason: NotRequired[str | None]
    order_id: NotRequired[_Id | None]
    packages: NotRequired[Collection[QualityFactoryOrderDataImportApiOrdersPackages] | None]
class QualityFactoryOrderDataImportApiOrdersPackages(TypedDict):
    package_id: NotRequired[_Id | None]
    shipping_provider_name: NotRequired[str | None]
    tracking_number: NotRequired[str | None]
class UpdatePrescriptionStatus(TypedDict):
    prescription_status: NotRequired[Literal["APPROVED", "REJECTED", "PENDING_RESUBMISSION"] | str | None]
    rejection_reason: NotRequired[str | None]
class UpdatePharmacies(TypedDict):
    pharmacies: NotRequired[Collection[UpdatePharmaciesPharmacies] | None]
class UpdatePharmaciesPharmacies(TypedDict):
    license_expire_time: NotRequired[_Time | None]
    license_number: NotRequired[str | None]
    operation_hours: NotRequired[Collection[UpdatePharmaciesPharmaciesOperationHours] | None]
    pharmacist: NotRequired[UpdatePharmaciesPharmaciesPharmacist | None]
    warehouse_id: NotRequired[_Id | None]
class UpdatePharmaciesPharmaciesOperationHours(TypedDict):
    close_time: NotRequired[str | None]
    days: NotRequired[Collection[Literal["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] | str] | None]
    open_time: NotRequired[str | None]
class UpdatePharmaciesPharmaciesPharmacist(TypedDict):
    name: NotRequired[str | None]
    practice_license_expire_time: NotRequired[_Time | None]
    practice_license_number: NotRequired[str | None]
class UpdatePrescriptionRequirement(TypedDict):
    prescription_requirement: NotRequired[UpdatePrescriptionRequirementPrescriptionRequirement | None]
class UpdatePrescriptionRequirementPrescriptionRequirement(TypedDict):
    needs_prescription: NotRequired[bool | None]
class DeleteWebhookForAnEvent(TypedDict):
    event_type: Literal["ORDER_STATUS_CHANGE", "RECIPIENT_ADDRESS_UPDATE", "PACKAGE_UPDATE", "PRODUCT_STATUS_CHANGE", "SELLER_DEAUTHORIZATION", "UPCOMING_AUTHORIZATION_EXPIRATION", "CANCELLATION_STATUS_CHANGE", "RETURN_STATUS_CHANGE", "NEW_CONVERSATION", "NEW_MESSAGE", "PRODUCT_INFORMATION_CHANGE", "PRODUCT_CREATION", "PRODUCT_CATEGORY_CHANGE", "NEW_MESSAGE_LISTENER", "INVOICE_STATUS_CHANGE", "PRODUCT_AUDIT_STATUS_CHANGE", "REVERSE_STATUS_UPDATE"] | str
class UpdateShopWebhook(TypedDict):
    address: str
    event_type: Literal["ORDER_STATUS_CHANGE", "RECIPIENT_ADDRESS_UPDATE", "PACKAGE_UPDATE", "PRODUCT_STATUS_CHANGE", "SELLER_DEAUTHORIZATION", "UPCOMING_AUTHORIZATION_EXPIRATION", "CANCELLATION_STATUS_CHANGE", "RETURN_STATUS_CHANGE", "NEW_CONVERSATION", "NEW_MESSAGE", "PRODUCT_INFORMATION_CHANGE", "PRODUCT_CREATION", "PRODUCT_CATEGORY_CHANGE", "NEW_MESSAGE_LISTENER", "INVOICE_STATUS_CHANGE", "PRODUCT_AUDIT_STATUS_CHANGE", "REVERSE_STATUS_UPDATE"] | str
class SearchFbtInventory(TypedDict):
    fbt_warehouse_ids: NotRequired[Collection[_Id] | None]
    goods_ids: NotRequired[Collection[_Id] | None]
    sku_ids: NotRequired[Collection[_Id] | None]
class SearchGoodsInfo202409(TypedDict):
    goods_ids: NotRequired[Collection[_Id] | None]
    product_ids: NotRequired[Collection[_Id] | None]
    reference_codes: NotRequired[Collection[str] | None]
    sku_ids: NotRequired[Collection[_Id] | None]
class SearchFbtInventoryRecord(TypedDict):
    create_time_ge: NotRequired[_Time | None]
    create_time_le: NotRequired[_Time | None]
    fbt_warehouse_ids: NotRequired[Collection[_Id] | None]
    goods_ids: NotRequired[Collection[_Id] | None]
class QueryGoodsInventoryForMcf(TypedDict):
    goods: Collection[QueryGoodsInventoryForMcfGoods]
class QueryGoodsInventoryForMcfGoods(TypedDict):
    goods_id: _Id
class CreateFbtMcfOrder202601(TypedDict):
    consignee: NotRequired[CreateFbtMcfOrder202601Consignee | None]
    external_order_id: NotRequired[_Id | None]
    goods: NotRequired[Collection[CreateFbtMcfOrder202601Goods] | None]
class CreateFbtMcfOrder202601Consignee(TypedDict):
    address: NotRequired[CreateFbtMcfOrder202601ConsigneeAddress | None]
    email: NotRequired[str | None]
    name: NotRequired[str | None]
    phone_number: NotRequired[str | None]
class CreateFbtMcfOrder202601ConsigneeAddress(TypedDict):
    address_line_1: NotRequired[str | None]
    address_line_2: NotRequired[str | None]
    city: NotRequired[str | None]
    country_code: NotRequired[str | None]
    district_or_county: NotRequired[str | None]
    postal_code: NotRequired[_Id | None]
    state_or_region: NotRequired[str | None]
class CreateFbtMcfOrder202601Goods(TypedDict):
    id: NotRequired[_Id | None]
    quantity: NotRequired[int | None]
class CancelFbtMcfOrder(TypedDict):
    consign_orders: NotRequired[Collection[CancelFbtMcfOrderConsignOrders] | None]
    mcf_order_id: _Id
class CancelFbtMcfOrderConsignOrders(TypedDict):
    id: NotRequired[_Id | None]
class CreateOrUpdateInboundPlan(TypedDict):
    plan_id: NotRequired[_Id | None]
    idempotent_key: NotRequired[str | None]
    goods_items: NotRequired[Collection[CreateOrUpdateInboundPlanGoodsItems] | None]
    cartons: NotRequired[Collection[CreateOrUpdateInboundPlanCartons] | None]
class CreateOrUpdateInboundPlanGoodsItems(TypedDict):
    goods_id: _Id
    quantity: int
class CreateOrUpdateInboundPlanCartons(TypedDict):
    carton_type: Literal["MULTI_SKU", "SINGLE_SKU"] | str
    items: Collection[CreateOrUpdateInboundPlanCartonsItems]
    quantity: int
    box_measurements: CreateOrUpdateInboundPlanCartonsBoxMeasurements
    carton_nums: NotRequired[Collection[str] | None]
class CreateOrUpdateInboundPlanCartonsItems(TypedDict):
    goods_id: _Id
    quantity: int
    lot_code: NotRequired[str | None]
    expiration_timestamp: NotRequired[str | None]
class CreateOrUpdateInboundPlanCartonsBoxMeasurements(TypedDict):
    weight: str
    weight_unit: Literal["GRAM", "KILOGRAM", "MILLIGRAM", "OUNCE", "POUNDS"] | str
    width: str
    height: str
    length: str
    length_unit: Literal["CENTIMETER", "FOOT", "INCH", "METER", "MICRON", "MILLIMETER"] | str
class GetInboundMethodDetail(TypedDict):
    plan_id: _Id
    inbound_method: Literal["D2FC", "ONE_HUB"] | str
    estimate_arrival_time: GetInboundMethodDetailEstimateArrivalTime
class GetInboundMethodDetailEstimateArrivalTime(TypedDict):
    start_timestamp: str
    end_timestamp: str
class CancelInboundOrder(TypedDict):
    order_id: _Id
    cancel_reason: str
class PrintInboundOrderLabels(TypedDict):
    order_id: _Id
    print_items: NotRequired[Collection[Literal["CARTON_PALLET_LABEL", "FBT_BARCODE", "PACKING_PICKING_LIST"] | str] | None]
    carton_label_format: NotRequired[Literal["A4_4UP", "DEFAULT_1UP"] | str | None]
    barcode_format: NotRequired[Literal["DEFAULT_40MM_60MM", "A4_21UP_60_0MM_40_0MM", "A4_21UP_63_5MM_38_1MM", "A4_24UP_63_5MM_33_9MM", "A4_24UP_64_6MM_33_8MM", "A4_24UP_66_0MM_33_9MM", "A4_24UP_66_0MM_35_0MM", "A4_24UP_70_0MM_36_0MM", "A4_24UP_70_0MM_37_0MM", "A4_27UP_63_5MM_29_6MM", "A4_40UP_52_5MM_29_7MM", "A4_44UP_48_5MM_25_4MM", "US_LETTER_30UP_1IN_2_625IN"] | str | None]
class UpdateInboundOrderTracking(TypedDict):
    order_id: _Id
    parcel_tracking_info: NotRequired[Collection[UpdateInboundOrderTrackingParcelTrackingInfo] | None]
class UpdateInboundOrderTrackingParcelTrackingInfo(TypedDict):
    provider_name: str
    tracking_number: str
    carton_number: str
class ListAvailableInboundMethods(TypedDict):
    plan_id: _Id
class ConfirmInboundMethod(TypedDict):
    plan_id: _Id
    placement_option_id: _Id
    inbound_method: Literal["D2FC", "ONE_HUB"] | str
    estimate_arrival_time: ConfirmInboundMethodEstimateArrivalTime
class ConfirmInboundMethodEstimateArrivalTime(TypedDict):
    start_timestamp: str
    end_timestamp: str
class SearchGoodsHazmatAndExpirationInfo(TypedDict):
    tts_sku_ids: Collection[_Id]
class UpdateGoodsSkuRelations(TypedDict):
    operate_goods_sku_relation_list: Collection[UpdateGoodsSkuRelationsOperateGoodsSkuRelationList]
    operation_type: Literal["BIND", "UN_BIND"] | str
class UpdateGoodsSkuRelationsOperateGoodsSkuRelationList(TypedDict):
    tts_goods_id: _Id
    tts_sku_ids: Collection[_Id]
class ShipInboundOrder(TypedDict):
    inbound_order_id: _Id
    shipment_option: ShipInboundOrderShipmentOption
    cartons: NotRequired[Collection[ShipInboundOrderCartons] | None]
class ShipInboundOrderShipmentOption(TypedDict):
    shipping_method: Literal["FREIGHT", "SMALL_PARCEL"] | str
    freight_type: NotRequired[Literal["FTL", "LTL"] | str | None]
class ShipInboundOrderCartons(TypedDict):
    carton_type: Literal["MULTI_SKU", "SINGLE_SKU"] | str
    items: Collection[ShipInboundOrderCartonsItems]
    quantity: int
    box_measurements: ShipInboundOrderCartonsBoxMeasurements
    carton_nums: NotRequired[Collection[str] | None]
class ShipInboundOrderCartonsItems(TypedDict):
    goods_id: _Id
    quantity: int
    lot_code: NotRequired[str | None]
    expiration_timestamp: NotRequired[str | None]
class ShipInboundOrderCartonsBoxMeasurements(TypedDict):
    weight: str
    weight_unit: Literal["GRAM", "KILOGRAM", "MILLIGRAM", "OUNCE", "POUNDS"] | str
    width: str
    height: str
    length: str
    length_unit: Literal["CENTIMETER", "FOOT", "INCH", "METER", "MICRON", "MILLIMETER"] | str
class CreateFbtGoods(TypedDict):
    create_goods_dto_list: Collection[CreateFbtGoodsCreateGoodsDtoList]
class CreateFbtGoodsCreateGoodsDtoList(TypedDict):
    tts_sku_id: _Id
    create_goods_type: Literal["CREATE_AND_BIND"] | str
    goods_name: str
    goods_image_url: str
    return_handling_method: Literal["COLLECT_RETURN_UNITS", "DISPOSAL_WITHOUT_INSPECTION", "RESTOCK_SELLABLE_COLLECT_UNSELLABLE", "RESTOCK_SELLABLE_DISPOSE_UNSELLABLE", "RESTOCK_SELLABLE_RETURN_UNSELLABLE", "RETURN_WITHOUT_INSPECTION"] | str
    dimension_and_weight_base_info: CreateFbtGoodsCreateGoodsDtoListDimensionAndWeightBaseInfo
    is_hazmat: bool
    is_lot_code: bool
    is_expiration_management: bool
    reference_code: NotRequired[str | None]
    barcode_infos: NotRequired[Collection[CreateFbtGoodsCreateGoodsDtoListBarcodeInfos] | None]
    hazmat_info: NotRequired[CreateFbtGoodsCreateGoodsDtoListHazmatInfo | None]
    shelf_life_attribute_info: NotRequired[CreateFbtGoodsCreateGoodsDtoListShelfLifeAttributeInfo | None]
    is_sioc: NotRequired[bool | None]
    sioc_attribute: NotRequired[CreateFbtGoodsCreateGoodsDtoListSiocAttribute | None]
    bulky_item_attribute: NotRequired[CreateFbtGoodsCreateGoodsDtoListBulkyItemAttribute | None]
    goods_safety_attributes: NotRequired[CreateFbtGoodsCreateGoodsDtoListGoodsSafetyAttributes | None]
class CreateFbtGoodsCreateGoodsDtoListDimensionAndWeightBaseInfo(TypedDict):
    weight_value: str
    length_value: str
    width_value: str
    height_value: str
    weight_unit: Literal["MILLIGRAM", "GRAM", "KILOGRAM", "POUND", "OUNCE"] | str
    dimension_unit: Literal["MILLIMETER", "CENTIMETER", "METER", "FOOT"] | str
class CreateFbtGoodsCreateGoodsDtoListBarcodeInfos(TypedDict):
    barcode_type: NotRequired[str | None]
    barcode_value: NotRequired[str | None]
class CreateFbtGoodsCreateGoodsDtoListHazmatInfo(TypedDict):
    hazmat_type: Literal["AEROSOLS", "BATTERY", "FLAMMABLE_LIQUID", "MAGNETIZED"] | str
    dg_class: Literal["CLASS_2", "CLASS_3", "CLASS_9"] | str
    dg_uncode: Literal["OTHER", "UN1263", "UN1266", "UN2807", "UN3065", "UN3090", "UN3091", "UN3480", "UN3481"] | str
    msds_file_url: str
    battery_extra_info: NotRequired[CreateFbtGoodsCreateGoodsDtoListHazmatInfoBatteryExtraInfo | None]
    flammable_liquids_extra_info: NotRequired[CreateFbtGoodsCreateGoodsDtoListHazmatInfoFlammableLiquidsExtraInfo | None]
    aerosol_extra_info: NotRequired[CreateFbtGoodsCreateGoodsDtoListHazmatInfoAerosolExtraInfo | None]
class CreateFbtGoodsCreateGoodsDtoListHazmatInfoBatteryExtraInfo(TypedDict):
    battery_type: Literal["LITHIUM_ION", "LITHIUM_METAL", "OTHER"] | str
    battery_packaging_type: Literal["IN_EQUIPMENT", "OTHER", "STANDALONE", "WITH_EQUIPMENT"] | str
    total_battery_weight: str
    total_battery_weight_unit: Literal["GRAM"] | str
    total_battery_capacity: str
    total_battery_capacity_unit: str
    is_need_un_38_3_test: bool
    un_38_3_test_file_url: NotRequired[str | None]
    battery_count_per_package: NotRequired[str | None]
class CreateFbtGoodsCreateGoodsDtoListHazmatInfoFlammableLiquidsExtraInfo(TypedDict):
    flammable_liquids_type: Literal["ALCOHOLIC", "OTHER", "PAINT", "PERFUMERY"] | str
    flammable_liquids_volume: str
    volume_unit: NotRequired[str | None]
class CreateFbtGoodsCreateGoodsDtoListHazmatInfoAerosolExtraInfo(TypedDict):
    volume: NotRequired[str | None]
    volume_unit: NotRequired[str | None]
class CreateFbtGoodsCreateGoodsDtoListShelfLifeAttributeInfo(TypedDict):
    inbound_cutoff_days: int
    expiration_alert_days: int
    sales_cutoff_days: int
    shelf_life: NotRequired[int | None]
    handling_method_expired_goods: NotRequired[Literal["DISPOSE", "RETURN_TO_SELLER", "STORE_UNITS"] | str | None]
class CreateFbtGoodsCreateGoodsDtoListSiocAttribute(TypedDict):
    sioc_files: NotRequired[Collection[CreateFbtGoodsCreateGoodsDtoListSiocAttributeSiocFiles] | None]
class CreateFbtGoodsCreateGoodsDtoListSiocAttributeSiocFiles(TypedDict):
    sioc_certification_url: NotRequired[str | None]
    sioc_file_type: NotRequired[str | None]
class CreateFbtGoodsCreateGoodsDtoListBulkyItemAttribute(TypedDict):
    is_bulky_item_accessories: NotRequired[bool | None]
class CreateFbtGoodsCreateGoodsDtoListGoodsSafetyAttributes(TypedDict):
    is_fragile: NotRequired[bool | None]
    is_liquid: NotRequired[bool | None]
    is_sharp: NotRequired[bool | None]
class SearchGoodsInfo(TypedDict):
    goods_ids: NotRequired[Collection[_Id] | None]
    product_ids: NotRequired[Collection[_Id] | None]
    reference_codes: NotRequired[Collection[str] | None]
    sku_ids: NotRequired[Collection[_Id] | None]
class UpdateFbtGoodsInfo(TypedDict):
    update_goods_dto: NotRequired[UpdateFbtGoodsInfoUpdateGoodsDto | None]
class UpdateFbtGoodsInfoUpdateGoodsDto(TypedDict):
    tts_goods_id: _Id
    goods_name: str
    goods_image_url: str
    return_handling_method: Literal["DISPOSAL_WITHOUT_INSPECTION", "RESTOCK_SELLABLE_DISPOSE_UNSELLABLE", "RESTOCK_SELLABLE_RETURN_UNSELLABLE", "RETURN_WITHOUT_INSPECTION"] | str
    dimension_and_weight_base_info: UpdateFbtGoodsInfoUpdateGoodsDtoDimensionAndWeightBaseInfo
    is_hazmat: bool
    is_lot_code: bool
    is_expiration_management: bool
    reference_code: NotRequired[str | None]
    barcode_infos: NotRequired[Collection[UpdateFbtGoodsInfoUpdateGoodsDtoBarcodeInfos] | None]
    hazmat_info: NotRequired[UpdateFbtGoodsInfoUpdateGoodsDtoHazmatInfo | None]
    shelf_life_attribute_info: NotRequired[UpdateFbtGoodsInfoUpdateGoodsDtoShelfLifeAttributeInfo | None]
    is_sioc: NotRequired[bool | None]
    sioc_attribute: NotRequired[UpdateFbtGoodsInfoUpdateGoodsDtoSiocAttribute | None]
    bulky_item_attribute: NotRequired[UpdateFbtGoodsInfoUpdateGoodsDtoBulkyItemAttribute | None]
    goods_safety_attributes: NotRequired[UpdateFbtGoodsInfoUpdateGoodsDtoGoodsSafetyAttributes | None]
class UpdateFbtGoodsInfoUpdateGoodsDtoDimensionAndWeightBaseInfo(TypedDict):
    weight_value: str
    length_value: str
    width_value: str
    height_value: str
    weight_unit: Literal["GRAM", "KILOGRAM", "MILLIGRAM", "OUNCE", "POUND"] | str
    dimension_unit: Literal["CENTIMETER", "FOOT", "INCH", "METER", "MILLIMETER"] | str
class UpdateFbtGoodsInfoUpdateGoodsDtoBarcodeInfos(TypedDict):
    barcode_type: NotRequired[str | None]
    barcode_value: NotRequired[str | None]
class UpdateFbtGoodsInfoUpdateGoodsDtoHazmatInfo(TypedDict):
    hazmat_type: Literal["AEROSOLS", "BATTERY", "FLAMMABLE_LIQUID", "MAGNETIZED"] | str
    dg_class: Literal["CLASS_2", "CLASS_3", "CLASS_9"] | str
    dg_uncode: Literal["OTHER", "UN1263", "UN1266", "UN2807", "UN3065", "UN3090", "UN3091", "UN3480", "UN3481"] | str
    msds_file_url: str
    battery_extra_info: NotRequired[UpdateFbtGoodsInfoUpdateGoodsDtoHazmatInfoBatteryExtraInfo | None]
    flammable_liquids_extra_info: NotRequired[UpdateFbtGoodsInfoUpdateGoodsDtoHazmatInfoFlammableLiquidsExtraInfo | None]
    aerosol_extra_info: NotRequired[UpdateFbtGoodsInfoUpdateGoodsDtoHazmatInfoAerosolExtraInfo | None]
class UpdateFbtGoodsInfoUpdateGoodsDtoHazmatInfoBatteryExtraInfo(TypedDict):
    battery_type: Literal["LITHIUM_ION", "LITHIUM_METAL", "OTHER"] | str
    battery_packaging_type: Literal["IN_EQUIPMENT", "OTHER", "STANDALONE", "WITH_EQUIPMENT"] | str
    total_battery_weight: str
    total_battery_weight_unit: Literal["GRAM"] | str
    total_battery_capacity: str
    total_battery_capacity_unit: str
    is_need_un_38_3_test: bool
    un_38_3_test_file_url: NotRequired[str | None]
    battery_count_per_package: NotRequired[str | None]
class UpdateFbtGoodsInfoUpdateGoodsDtoHazmatInfoFlammableLiquidsExtraInfo(TypedDict):
    flammable_liquids_type: Literal["ALCOHOLIC", "OTHER", "PAINT", "PERFUMERY"] | str
    flammable_liquids_volume: str
    volume_unit: NotRequired[str | None]
class UpdateFbtGoodsInfoUpdateGoodsDtoHazmatInfoAerosolExtraInfo(TypedDict):
    volume: NotRequired[str | None]
    volume_unit: NotRequired[str | None]
class UpdateFbtGoodsInfoUpdateGoodsDtoShelfLifeAttributeInfo(TypedDict):
    inbound_cutoff_days: int
    expiration_alert_days: int
    sales_cutoff_days: int
    shelf_life: NotRequired[int | None]
    handling_method_expired_goods: NotRequired[Literal["DISPOSE", "RETURN_TO_SELLER", "STORE_UNITS"] | str | None]
class UpdateFbtGoodsInfoUpdateGoodsDtoSiocAttribute(TypedDict):
    sioc_files: NotRequired[Collection[UpdateFbtGoodsInfoUpdateGoodsDtoSiocAttributeSiocFiles] | None]
class UpdateFbtGoodsInfoUpdateGoodsDtoSiocAttributeSiocFiles(TypedDict):
    sioc_certification_url: NotRequired[str | None]
    sioc_file_type: NotRequired[str | None]
class UpdateFbtGoodsInfoUpdateGoodsDtoBulkyItemAttribute(TypedDict):
    is_bulky_item_accessories: NotRequired[bool | None]
class UpdateFbtGoodsInfoUpdateGoodsDtoGoodsSafetyAttributes(TypedDict):
    is_fragile: NotRequired[bool | None]
    is_liquid: NotRequired[bool | None]
    is_sharp: NotRequired[bool | None]
class CreateFbtMcfOrder(TypedDict):
    external_order_id: _Id
    goods: Collection[CreateFbtMcfOrderGoods]
    consignee: CreateFbtMcfOrderConsignee
class CreateFbtMcfOrderGoods(TypedDict):
    id: _Id
    quantity: int
class CreateFbtMcfOrderConsignee(TypedDict):
    name: str
    phone_number: str
    email: str
    address: CreateFbtMcfOrderConsigneeAddress
class CreateFbtMcfOrderConsigneeAddress(TypedDict):
    country_code: str
    state_or_region: str
    city: str
    address_line_1: str
    district_or_county: NotRequired[str | None]
    address_line_2: NotRequired[str | None]
    postal_code: NotRequired[_Id | None]
class UploadProofOfDeliveryFile(TypedDict):
    data: Upload | bytes
    name: str
class UploadProofOfDeliveryImage(TypedDict):
    data: Upload | bytes
class MarkPackageAsShipped202309(TypedDict):
    order_line_item_ids: NotRequired[Collection[_Id] | None]
    shipping_provider_id: NotRequired[_Id | None]
    tracking_number: NotRequired[str | None]
class UpdateOrderShippingInfo(TypedDict):
    shipping_provider_id: _Id
    tracking_number: str
class GetEligibleShippingServices(TypedDict):
    dimension: NotRequired[GetEligibleShippingServicesDimension | None]
    order_line_item_ids: NotRequired[Collection[_Id] | None]
    weight: NotRequired[GetEligibleShippingServicesWeight | None]
    order_line_list: NotRequired[Collection[GetEligibleShippingServicesOrderLineList] | None]
class GetEligibleShippingServicesDimension(TypedDict):
    height: str
    length: _Amount
    unit: Literal["CM", "INCH"] | str
    width: _Amount
class GetEligibleShippingServicesWeight(TypedDict):
    unit: Literal["GRAM", "POUND"] | str
    value: _Amount
class GetEligibleShippingServicesOrderLineList(TypedDict):
    order_line_id: NotRequired[_Id | None]
    sub_item_id: NotRequired[_Id | None]
class ConfirmOrderSplit(TypedDict):
    splittable_groups: Collection[ConfirmOrderSplitSplittableGroups]
    splittable_groups_v2: NotRequired[Collection[ConfirmOrderSplitSplittableGroupsV2] | None]
class ConfirmOrderSplitSplittableGroups(TypedDict):
    id: _Id
    order_line_item_ids: Collection[_Id]
class ConfirmOrderSplitSplittableGroupsV2(TypedDict):
    id: NotRequired[_Id | None]
    order_line_list: NotRequired[Collection[ConfirmOrderSplitSplittableGroupsV2OrderLineList] | None]
class ConfirmOrderSplitSplittableGroupsV2OrderLineList(TypedDict):
    order_line_id: NotRequired[_Id | None]
    sub_item_id: NotRequired[_Id | None]
class CreatePackages202309(TypedDict):
    dimension: NotRequired[CreatePackages202309Dimension | None]
    order_id: NotRequired[_Id | None]
    order_line_item_ids: NotRequired[Collection[_Id] | None]
    shipping_service_id: NotRequired[_Id | None]
    weight: NotRequired[CreatePackages202309Weight | None]
class CreatePackages202309Dimension(TypedDict):
    height: NotRequired[_Amount | None]
    length: NotRequired[_Amount | None]
    unit: NotRequired[Literal["CM", "INCH"] | str | None]
    width: NotRequired[_Amount | None]
class CreatePackages202309Weight(TypedDict):
    unit: NotRequired[Literal["GRAM", "POUND"] | str | None]
    value: NotRequired[_Amount | None]
class CombinePackage(TypedDict):
    combinable_packages: Collection[CombinePackageCombinablePackages]
class CombinePackageCombinablePackages(TypedDict):
    id: _Id
    order_ids: NotRequired[Collection[_Id] | None]
class UpdatePackageDeliveryStatus(TypedDict):
    packages: Collection[UpdatePackageDeliveryStatusPackages]
class UpdatePackageDeliveryStatusPackages(TypedDict):
    delivery_type: Literal["DELIVERY_SUCCESS", "DELIVERY_FAILED", "UPDATE_POD"] | str
    fail_delivery_reason: NotRequired[Literal["INVALID_ADDRESS", "UNABLE_RECEIVE", "UNABLE_CONTACT_BUYER", "BUYER_REFUSED", "DELAY_DELIVERY", "PACKAGE_LOST", "PACKAGE_DAMAGE", "FORCE_MAJEURE", "OTHER"] | str | None]
    file_type: NotRequired[Literal["IMG", "PDF"] | str | None]
    file_url: NotRequired[str | None]
    id: _Id
    verification_code: NotRequired[str | None]
class SchedulePackageHandover(TypedDict):
    handover_method: NotRequired[Literal["PICKUP", "DROP_OFF"] | str | None]
    order_id: NotRequired[_Id | None]
    order_line_item_ids: NotRequired[Collection[_Id] | None]
    pickup_slot: NotRequired[SchedulePackageHandoverPickupSlot | None]
class SchedulePackageHandoverPickupSlot(TypedDict):
    end_time: NotRequired[_Time | None]
    start_time: NotRequired[_Time | None]
class SearchPackage(TypedDict):
    create_time_ge: NotRequired[_Time | None]
    create_time_lt: NotRequired[_Time | None]
    package_status: NotRequired[Literal["PROCESSING", "FULFILLING", "COMPLETED", "CANCELLED", "TO_FULFILL"] | str | None]
    update_time_ge: NotRequired[_Time | None]
    update_time_lt: NotRequired[_Time | None]
class BatchShipPackages(TypedDict):
    packages: Collection[BatchShipPackagesPackages]
class BatchShipPackagesPackages(TypedDict):
    handover_method: NotRequired[Literal["PICKUP", "DROP_OFF"] | str | None]
    id: _Id
    pickup_slot: NotRequired[BatchShipPackagesPackagesPickupSlot | None]
    self_shipment: NotRequired[BatchShipPackagesPackagesSelfShipment | None]
class BatchShipPackagesPackagesPickupSlot(TypedDict):
    end_time: NotRequired[_Time | None]
    start_time: NotRequired[_Time | None]
class BatchShipPackagesPackagesSelfShipment(TypedDict):
    shipping_provider_id: _Id
    tracking_number: str
class ShipPackage(TypedDict):
    handover_method: NotRequired[Literal["PICKUP", "DROP_OFF"] | str | None]
    pickup_slot: NotRequired[ShipPackagePickupSlot | None]
    self_shipment: NotRequired[ShipPackageSelfShipment | None]
class ShipPackagePickupSlot(TypedDict):
    end_time: NotRequired[_Time | None]
    start_time: NotRequired[_Time | None]
class ShipPackageSelfShipment(TypedDict):
    shipping_provider_id: _Id
    tracking_number: str
class UpdatePackageShippingInfo202309(TypedDict):
    shipping_provider_id: NotRequired[_Id | None]
    tracking_number: NotRequired[str | None]
class UncombinePackages(TypedDict):
    order_ids: NotRequired[Collection[_Id] | None]
class CreateFirstMileBundle202407(TypedDict):
    handover_method: Literal["PICKUP", "DROP_OFF"] | str
    order_ids: Collection[_Id]
    phone_tail_number: NotRequired[_Id | None]
    shipping_provider_id: NotRequired[_Id | None]
    tracking_number: NotRequired[str | None]
class CreateLastMileBundle(TypedDict):
    fulfillment_unit_ids: NotRequired[Collection[_Id] | None]
    last_mile_bundle: NotRequired[CreateLastMileBundleLastMileBundle | None]
    logistics_group_id: NotRequired[int | str | None]
class CreateLastMileBundleLastMileBundle(TypedDict):
    dimensions: NotRequired[CreateLastMileBundleLastMileBundleDimensions | None]
    external_bundle_id: NotRequired[_Id | None]
    fulfillment_unit_count: NotRequired[int | None]
    outbound_time: NotRequired[_Time | None]
    weight: NotRequired[CreateLastMileBundleLastMileBundleWeight | None]
class CreateLastMileBundleLastMileBundleDimensions(TypedDict):
    height: NotRequired[int | None]
    length: NotRequired[int | None]
    unit: NotRequired[Literal["centimeter"] | str | None]
    width: NotRequired[int | None]
class CreateLastMileBundleLastMileBundleWeight(TypedDict):
    unit: NotRequired[Literal["gram"] | str | None]
    value: NotRequired[int | None]
class UploadInvoice(TypedDict):
    invoices: NotRequired[Collection[UploadInvoiceInvoices] | None]
class UploadInvoiceInvoices(TypedDict):
    file: str
    file_type: Literal["XML"] | str
    order_ids: Collection[_Id]
    package_id: _Id
class CreateFirstMileBundle(TypedDict):
    handover_method: Literal["PICKUP", "DROP_OFF"] | str
    order_ids: Collection[_Id]
    phone_tail_number: NotRequired[_Id | None]
    shipping_provider_id: NotRequired[_Id | None]
    tracking_number: NotRequired[str | None]
class CreatePackages(TypedDict):
    dimension: NotRequired[CreatePackagesDimension | None]
    order_id: NotRequired[_Id | None]
    order_line_item: NotRequired[Collection[CreatePackagesOrderLineItem] | None]
    order_list_ids: NotRequired[Collection[_Id] | None]
    ship_type: _Id
    shipping_service_id: NotRequired[_Id | None]
    weight: NotRequired[CreatePackagesWeight | None]
class CreatePackagesDimension(TypedDict):
    height: _Amount
    length: _Amount
    unit: Literal["CM", "INCH"] | str
    width: _Amount
class CreatePackagesOrderLineItem(TypedDict):
    order_line_id: NotRequired[_Id | None]
    sub_item_id: NotRequired[_Id | None]
class CreatePackagesWeight(TypedDict):
    unit: Literal["GRAM", "POUND"] | str
    value: _Amount
class SubmitRedemptionInformation(TypedDict):
    order_id: _Id
    order_info_list: Collection[SubmitRedemptionInformationOrderInfoList]
class SubmitRedemptionInformationOrderInfoList(TypedDict):
    order_line_id: _Id
    redeem_info: SubmitRedemptionInformationOrderInfoListRedeemInfo
    source_unique_id: NotRequired[_Id | None]
class SubmitRedemptionInformationOrderInfoListRedeemInfo(TypedDict):
    redeem_data: NotRequired[str | None]
    redeem_type: Literal["CODE", "URL"] | str
    redeem_instruction_info: NotRequired[str | None]
class GetPodCustomizationDetails(TypedDict):
    main_order_id: _Id
    query_order_lines: Collection[GetPodCustomizationDetailsQueryOrderLines]
class GetPodCustomizationDetailsQueryOrderLines(TypedDict):
    order_line_id: _Id
    product_id: _Id
    sku_id: _Id
    pod_order_data_id: _Id
class GetOrderCustomsRequirements(TypedDict):
    order_ids: Collection[_Id]
class SubmitCustomsClearanceInformation(TypedDict):
    order_list: NotRequired[Collection[SubmitCustomsClearanceInformationOrderList] | None]
class SubmitCustomsClearanceInformationOrderList(TypedDict):
    order_id: _Id
    item_list: NotRequired[Collection[SubmitCustomsClearanceInformationOrderListItemList] | None]
class SubmitCustomsClearanceInformationOrderListItemList(TypedDict):
    order_line_id: NotRequired[_Id | None]
    sku_id: NotRequired[_Id | None]
    item_detail: NotRequired[Collection[SubmitCustomsClearanceInformationOrderListItemListItemDetail] | None]
class SubmitCustomsClearanceInformationOrderListItemListItemDetail(TypedDict):
    sku_id: _Id
    qty: int
    price_percent: int
class TrackingStatusUpdate(TypedDict):
    country: str
    order_id: _Id
    tracks: Collection[TrackingStatusUpdateTracks]
    provider_id: _Id
    external_tracking_url: NotRequired[str | None]
class TrackingStatusUpdateTracks(TypedDict):
    action_code: int
    occur_time: int
    description: str
    tracking_no: str
    failed_reason: NotRequired[str | None]
    proof_url: NotRequired[str | None]
    location: NotRequired[TrackingStatusUpdateTracksLocation | None]
class TrackingStatusUpdateTracksLocation(TypedDict):
    country: NotRequired[str | None]
    state: NotRequired[str | None]
    city: NotRequired[str | None]
    zip_code: NotRequired[str | None]
class MarkPackageAsShipped(TypedDict):
    order_line_list: NotRequired[Collection[MarkPackageAsShippedOrderLineList] | None]
    shipping_info_list: NotRequired[Collection[MarkPackageAsShippedShippingInfoList] | None]
class MarkPackageAsShippedOrderLineList(TypedDict):
    order_line_id: NotRequired[_Id | None]
    sub_item_id: NotRequired[_Id | None]
class MarkPackageAsShippedShippingInfoList(TypedDict):
    tracking_number: NotRequired[str | None]
    shipping_provider_id: NotRequired[_Id | None]
    note: NotRequired[str | None]
class UpdatePackageShippingInfo(TypedDict):
    shipping_info_list: Collection[UpdatePackageShippingInfoShippingInfoList]
class UpdatePackageShippingInfoShippingInfoList(TypedDict):
    tracking_number: NotRequired[str | None]
    shipping_provider_id: NotRequired[_Id | None]
    note: NotRequired[str | None]
class GsFullServiceSearchCategories202404Preview(TypedDict):
    page_offset: NotRequired[int | None]
    page_size: NotRequired[int | None]
class GsFullServiceSearchCategories(TypedDict):
    page_offset: NotRequired[int | None]
    page_size: NotRequired[int | None]
class GsQualificationFileUpload(TypedDict):
    data: NotRequired[Upload | bytes | None]
class GsCreateProduct202405Beta(TypedDict):
    idempotent_key: NotRequired[str | None]
    spu: NotRequired[GsCreateProduct202405BetaSpu | None]
class GsCreateProduct202405BetaSpu(TypedDict):
    attributes: NotRequired[Collection[GsCreateProduct202405BetaSpuAttributes] | None]
    brand_id: NotRequired[_Id | None]
    category_id: NotRequired[_Id | None]
    certifications: NotRequired[Collection[GsCreateProduct202405BetaSpuCertifications] | None]
    first_key_attribute_id: NotRequired[_Id | None]
    grading_template_id: NotRequired[_Id | None]
    ingredient: NotRequired[GsCreateProduct202405BetaSpuIngredient | None]
    media: NotRequired[GsCreateProduct202405BetaSpuMedia | None]
    product_name_en: NotRequired[str | None]
    product_name_zh: NotRequired[str | None]
    second_key_attribute_id: NotRequired[_Id | None]
    size_group_id: NotRequired[_Id | None]
    skcs: NotRequired[Collection[GsCreateProduct202405BetaSpuSkcs] | None]
class GsCreateProduct202405BetaSpuAttributes(TypedDict):
    id: NotRequired[_Id | None]
    values: NotRequired[Collection[GsCreateProduct202405BetaSpuAttributesValues] | None]
class GsCreateProduct202405BetaSpuAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class GsCreateProduct202405BetaSpuCertifications(TypedDict):
    items: NotRequired[Collection[GsCreateProduct202405BetaSpuCertificationsItems] | None]
    type: NotRequired[str | None]
class GsCreateProduct202405BetaSpuCertificationsItems(TypedDict):
    files: NotRequired[Collection[GsCreateProduct202405BetaSpuCertificationsItemsFiles] | None]
    type: NotRequired[str | None]
class GsCreateProduct202405BetaSpuCertificationsItemsFiles(TypedDict):
    uri: NotRequired[str | None]
class GsCreateProduct202405BetaSpuIngredient(TypedDict):
    multi_material_composition: NotRequired[Collection[GsCreateProduct202405BetaSpuIngredientMultiMaterialComposition] | None]
    single_material_composition: NotRequired[Collection[GsCreateProduct202405BetaSpuIngredientSingleMaterialComposition] | None]
    type: NotRequired[str | None]
class GsCreateProduct202405BetaSpuIngredientMultiMaterialComposition(TypedDict):
    component: NotRequired[GsCreateProduct202405BetaSpuIngredientMultiMaterialCompositionComponent | None]
    ingredients: NotRequired[Collection[GsCreateProduct202405BetaSpuIngredientMultiMaterialCompositionIngredients] | None]
class GsCreateProduct202405BetaSpuIngredientMultiMaterialCompositionComponent(TypedDict):
    property_value_id: NotRequired[_Id | None]
class GsCreateProduct202405BetaSpuIngredientMultiMaterialCompositionIngredients(TypedDict):
    percentage: NotRequired[str | None]
    property_value_id: NotRequired[_Id | None]
class GsCreateProduct202405BetaSpuIngredientSingleMaterialComposition(TypedDict):
    percentage: NotRequired[str | None]
    property_value_id: NotRequired[_Id | None]
class GsCreateProduct202405BetaSpuMedia(TypedDict):
    pic_set_type: NotRequired[str | None]
    pic_type: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCreateProduct202405BetaSpuMediaPictures] | None]
    videos: NotRequired[Collection[GsCreateProduct202405BetaSpuMediaVideos] | None]
class GsCreateProduct202405BetaSpuMediaPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProduct202405BetaSpuMediaVideos(TypedDict):
    uri: NotRequired[str | None]
class GsCreateProduct202405BetaSpuSkcs(TypedDict):
    external_skc_code: NotRequired[str | None]
    first_key_attribute_value_id: NotRequired[_Id | None]
    first_key_attribute_value_name: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCreateProduct202405BetaSpuSkcsPictures] | None]
    skus: NotRequired[Collection[GsCreateProduct202405BetaSpuSkcsSkus] | None]
class GsCreateProduct202405BetaSpuSkcsPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProduct202405BetaSpuSkcsSkus(TypedDict):
    dimensions: NotRequired[GsCreateProduct202405BetaSpuSkcsSkusDimensions | None]
    external_sku_code: NotRequired[str | None]
    inventory: NotRequired[int | None]
    pictures: NotRequired[Collection[GsCreateProduct202405BetaSpuSkcsSkusPictures] | None]
    price: NotRequired[GsCreateProduct202405BetaSpuSkcsSkusPrice | None]
    second_key_attribute_value_id: NotRequired[_Id | None]
    second_key_attribute_value_name: NotRequired[str | None]
    stockup_mode: NotRequired[str | None]
    weight: NotRequired[GsCreateProduct202405BetaSpuSkcsSkusWeight | None]
class GsCreateProduct202405BetaSpuSkcsSkusDimensions(TypedDict):
    height: NotRequired[str | None]
    length: NotRequired[str | None]
    unit: NotRequired[str | None]
    width: NotRequired[str | None]
class GsCreateProduct202405BetaSpuSkcsSkusPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProduct202405BetaSpuSkcsSkusPrice(TypedDict):
    amount: NotRequired[str | None]
    currency: NotRequired[str | None]
class GsCreateProduct202405BetaSpuSkcsSkusWeight(TypedDict):
    unit: NotRequired[str | None]
    value: NotRequired[str | None]
class GsVideoUpload(TypedDict):
    data: NotRequired[Upload | bytes | None]
class GsImageUpload202405Preview(TypedDict):
    data: NotRequired[Upload | bytes | None]
class GsCreateProduct202405Preview(TypedDict):
    spu: NotRequired[GsCreateProduct202405PreviewSpu | None]
class GsCreateProduct202405PreviewSpu(TypedDict):
    attributes: NotRequired[Collection[GsCreateProduct202405PreviewSpuAttributes] | None]
    brand_id: NotRequired[_Id | None]
    category_id: NotRequired[_Id | None]
    certifications: NotRequired[Collection[GsCreateProduct202405PreviewSpuCertifications] | None]
    first_key_attribute_id: NotRequired[_Id | None]
    grading_template_id: NotRequired[_Id | None]
    ingredient: NotRequired[GsCreateProduct202405PreviewSpuIngredient | None]
    media: NotRequired[GsCreateProduct202405PreviewSpuMedia | None]
    product_name_en: NotRequired[str | None]
    product_name_zh: NotRequired[str | None]
    second_key_attribute_id: NotRequired[_Id | None]
    size_group_id: NotRequired[_Id | None]
    skcs: NotRequired[Collection[GsCreateProduct202405PreviewSpuSkcs] | None]
class GsCreateProduct202405PreviewSpuAttributes(TypedDict):
    id: NotRequired[_Id | None]
    values: NotRequired[Collection[GsCreateProduct202405PreviewSpuAttributesValues] | None]
class GsCreateProduct202405PreviewSpuAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class GsCreateProduct202405PreviewSpuCertifications(TypedDict):
    items: NotRequired[Collection[GsCreateProduct202405PreviewSpuCertificationsItems] | None]
    type: NotRequired[str | None]
class GsCreateProduct202405PreviewSpuCertificationsItems(TypedDict):
    files: NotRequired[Collection[GsCreateProduct202405PreviewSpuCertificationsItemsFiles] | None]
    type: NotRequired[str | None]
class GsCreateProduct202405PreviewSpuCertificationsItemsFiles(TypedDict):
    name: NotRequired[str | None]
    uri: NotRequired[str | None]
class GsCreateProduct202405PreviewSpuIngredient(TypedDict):
    multi_material_composition: NotRequired[Collection[GsCreateProduct202405PreviewSpuIngredientMultiMaterialComposition] | None]
    single_material_composition: NotRequired[Collection[GsCreateProduct202405PreviewSpuIngredientSingleMaterialComposition] | None]
    type: NotRequired[Literal["SINGLE", "MULTI_COMPONENT"] | str | None]
class GsCreateProduct202405PreviewSpuIngredientMultiMaterialComposition(TypedDict):
    component: NotRequired[GsCreateProduct202405PreviewSpuIngredientMultiMaterialCompositionComponent | None]
    ingredients: NotRequired[Collection[GsCreateProduct202405PreviewSpuIngredientMultiMaterialCompositionIngredients] | None]
class GsCreateProduct202405PreviewSpuIngredientMultiMaterialCompositionComponent(TypedDict):
    property_value_id: NotRequired[_Id | None]
class GsCreateProduct202405PreviewSpuIngredientMultiMaterialCompositionIngredients(TypedDict):
    percentage: NotRequired[_Amount | None]
    property_value_id: NotRequired[_Id | None]
class GsCreateProduct202405PreviewSpuIngredientSingleMaterialComposition(TypedDict):
    percentage: NotRequired[_Amount | None]
    property_value_id: NotRequired[_Id | None]
class GsCreateProduct202405PreviewSpuMedia(TypedDict):
    pic_set_type: NotRequired[str | None]
    pic_type: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCreateProduct202405PreviewSpuMediaPictures] | None]
    videos: NotRequired[Collection[GsCreateProduct202405PreviewSpuMediaVideos] | None]
class GsCreateProduct202405PreviewSpuMediaPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProduct202405PreviewSpuMediaVideos(TypedDict):
    uri: NotRequired[str | None]
class GsCreateProduct202405PreviewSpuSkcs(TypedDict):
    external_skc_code: NotRequired[str | None]
    first_key_attribute_value_id: NotRequired[_Id | None]
    first_key_attribute_value_name: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCreateProduct202405PreviewSpuSkcsPictures] | None]
    skus: NotRequired[Collection[GsCreateProduct202405PreviewSpuSkcsSkus] | None]
class GsCreateProduct202405PreviewSpuSkcsPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProduct202405PreviewSpuSkcsSkus(TypedDict):
    dimensions: NotRequired[GsCreateProduct202405PreviewSpuSkcsSkusDimensions | None]
    external_sku_code: NotRequired[str | None]
    inventory: NotRequired[int | None]
    pictures: NotRequired[Collection[GsCreateProduct202405PreviewSpuSkcsSkusPictures] | None]
    price: NotRequired[GsCreateProduct202405PreviewSpuSkcsSkusPrice | None]
    second_key_attribute_value_id: NotRequired[_Id | None]
    second_key_attribute_value_name: NotRequired[str | None]
    stockup_mode: NotRequired[Literal["NORMAL", "JIT"] | str | None]
    weight: NotRequired[GsCreateProduct202405PreviewSpuSkcsSkusWeight | None]
class GsCreateProduct202405PreviewSpuSkcsSkusDimensions(TypedDict):
    height: NotRequired[_Amount | None]
    length: NotRequired[_Amount | None]
    unit: NotRequired[str | None]
    width: NotRequired[_Amount | None]
class GsCreateProduct202405PreviewSpuSkcsSkusPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProduct202405PreviewSpuSkcsSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[str | None]
class GsCreateProduct202405PreviewSpuSkcsSkusWeight(TypedDict):
    unit: NotRequired[str | None]
    value: NotRequired[_Amount | None]
class GsQuerySkusAndTheirApprovalStatus202405Preview(TypedDict):
    external_sku_codes: NotRequired[Collection[str] | None]
    page_size: NotRequired[int | None]
    page_token: NotRequired[str | None]
    platform_sku_codes: NotRequired[Collection[str] | None]
    platform_spu_codes: NotRequired[Collection[str] | None]
    push_time_ge: NotRequired[_Time | None]
    push_time_lt: NotRequired[_Time | None]
    sku_status: NotRequired[Literal["BUYER_SELECTING", "GNE_SELECTING", "ELIMINATED", "WAIT_DELIVERY_SAMPLE", "PATTERNING", "MODIFY_DATA", "PRICING", "WAIT_PRICE_CONFIRM", "WAIT_ORDER", "CAN_NOT_ORDER", "ORDERED", "ON_SHELF", "OFF_SHELF", "CANCELED"] | str | None]
class GsImageUpload(TypedDict):
    data: NotRequired[Upload | bytes | None]
class GsQuerySkusAndTheirApprovalStatus202406Beta(TypedDict):
    external_sku_codes: NotRequired[Collection[str] | None]
    page_size: NotRequired[int | None]
    page_token: NotRequired[str | None]
    platform_sku_codes: NotRequired[Collection[str] | None]
    platform_spu_codes: NotRequired[Collection[str] | None]
    push_time_ge: NotRequired[int | None]
    push_time_lt: NotRequired[int | None]
    sku_status: NotRequired[str | None]
class GsCreateProduct202410Beta(TypedDict):
    idempotent_key: NotRequired[str | None]
    spu: NotRequired[GsCreateProduct202410BetaSpu | None]
class GsCreateProduct202410BetaSpu(TypedDict):
    attributes: NotRequired[Collection[GsCreateProduct202410BetaSpuAttributes] | None]
    brand_id: NotRequired[_Id | None]
    category_id: NotRequired[_Id | None]
    certifications: NotRequired[Collection[GsCreateProduct202410BetaSpuCertifications] | None]
    description: NotRequired[GsCreateProduct202410BetaSpuDescription | None]
    first_key_attribute_id: NotRequired[_Id | None]
    grading_template_id: NotRequired[_Id | None]
    ingredient: NotRequired[GsCreateProduct202410BetaSpuIngredient | None]
    media: NotRequired[GsCreateProduct202410BetaSpuMedia | None]
    product_name_en: NotRequired[str | None]
    product_name_zh: NotRequired[str | None]
    second_key_attribute_id: NotRequired[_Id | None]
    size_group_id: NotRequired[_Id | None]
    skcs: NotRequired[Collection[GsCreateProduct202410BetaSpuSkcs] | None]
class GsCreateProduct202410BetaSpuAttributes(TypedDict):
    id: NotRequired[_Id | None]
    values: NotRequired[Collection[GsCreateProduct202410BetaSpuAttributesValues] | None]
class GsCreateProduct202410BetaSpuAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class GsCreateProduct202410BetaSpuCertifications(TypedDict):
    items: NotRequired[Collection[GsCreateProduct202410BetaSpuCertificationsItems] | None]
    type: NotRequired[str | None]
class GsCreateProduct202410BetaSpuCertificationsItems(TypedDict):
    files: NotRequired[Collection[GsCreateProduct202410BetaSpuCertificationsItemsFiles] | None]
    type: NotRequired[str | None]
class GsCreateProduct202410BetaSpuCertificationsItemsFiles(TypedDict):
    uri: NotRequired[str | None]
class GsCreateProduct202410BetaSpuDescription(TypedDict):
    items: NotRequired[Collection[GsCreateProduct202410BetaSpuDescriptionItems] | None]
class GsCreateProduct202410BetaSpuDescriptionItems(TypedDict):
    sequence: NotRequired[int | None]
    type: NotRequired[str | None]
    uri: NotRequired[str | None]
class GsCreateProduct202410BetaSpuIngredient(TypedDict):
    multi_material_composition: NotRequired[Collection[GsCreateProduct202410BetaSpuIngredientMultiMaterialComposition] | None]
    single_material_composition: NotRequired[Collection[GsCreateProduct202410BetaSpuIngredientSingleMaterialComposition] | None]
    type: NotRequired[str | None]
class GsCreateProduct202410BetaSpuIngredientMultiMaterialComposition(TypedDict):
    component: NotRequired[GsCreateProduct202410BetaSpuIngredientMultiMaterialCompositionComponent | None]
    ingredients: NotRequired[Collection[GsCreateProduct202410BetaSpuIngredientMultiMaterialCompositionIngredients] | None]
class GsCreateProduct202410BetaSpuIngredientMultiMaterialCompositionComponent(TypedDict):
    property_value_id: NotRequired[_Id | None]
class GsCreateProduct202410BetaSpuIngredientMultiMaterialCompositionIngredients(TypedDict):
    percentage: NotRequired[str | None]
    property_value_id: NotRequired[_Id | None]
class GsCreateProduct202410BetaSpuIngredientSingleMaterialComposition(TypedDict):
    percentage: NotRequired[str | None]
    property_value_id: NotRequired[_Id | None]
class GsCreateProduct202410BetaSpuMedia(TypedDict):
    pic_set_type: NotRequired[str | None]
    pic_type: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCreateProduct202410BetaSpuMediaPictures] | None]
    videos: NotRequired[Collection[GsCreateProduct202410BetaSpuMediaVideos] | None]
class GsCreateProduct202410BetaSpuMediaPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProduct202410BetaSpuMediaVideos(TypedDict):
    uri: NotRequired[str | None]
class GsCreateProduct202410BetaSpuSkcs(TypedDict):
    external_skc_code: NotRequired[str | None]
    first_key_attribute_value_id: NotRequired[_Id | None]
    first_key_attribute_value_name: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCreateProduct202410BetaSpuSkcsPictures] | None]
    skus: NotRequired[Collection[GsCreateProduct202410BetaSpuSkcsSkus] | None]
class GsCreateProduct202410BetaSpuSkcsPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProduct202410BetaSpuSkcsSkus(TypedDict):
    dimensions: NotRequired[GsCreateProduct202410BetaSpuSkcsSkusDimensions | None]
    external_sku_code: NotRequired[str | None]
    inventory: NotRequired[int | None]
    pictures: NotRequired[Collection[GsCreateProduct202410BetaSpuSkcsSkusPictures] | None]
    price: NotRequired[GsCreateProduct202410BetaSpuSkcsSkusPrice | None]
    reference_sale_price: NotRequired[GsCreateProduct202410BetaSpuSkcsSkusReferenceSalePrice | None]
    sale_price_certificates: NotRequired[Collection[GsCreateProduct202410BetaSpuSkcsSkusSalePriceCertificates] | None]
    second_key_attribute_value_id: NotRequired[_Id | None]
    second_key_attribute_value_name: NotRequired[str | None]
    stockup_mode: NotRequired[str | None]
    weight: NotRequired[GsCreateProduct202410BetaSpuSkcsSkusWeight | None]
class GsCreateProduct202410BetaSpuSkcsSkusDimensions(TypedDict):
    height: NotRequired[str | None]
    length: NotRequired[str | None]
    unit: NotRequired[str | None]
    width: NotRequired[str | None]
class GsCreateProduct202410BetaSpuSkcsSkusPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProduct202410BetaSpuSkcsSkusPrice(TypedDict):
    amount: NotRequired[str | None]
    currency: NotRequired[str | None]
class GsCreateProduct202410BetaSpuSkcsSkusReferenceSalePrice(TypedDict):
    amount: NotRequired[str | None]
    currency: NotRequired[str | None]
class GsCreateProduct202410BetaSpuSkcsSkusSalePriceCertificates(TypedDict):
    uri: NotRequired[str | None]
class GsCreateProduct202410BetaSpuSkcsSkusWeight(TypedDict):
    unit: NotRequired[str | None]
    value: NotRequired[str | None]
class GsQuerySkusAndTheirApprovalStatus202410Beta(TypedDict):
    external_sku_codes: NotRequired[Collection[str] | None]
    page_size: NotRequired[int | None]
    page_token: NotRequired[str | None]
    platform_sku_codes: NotRequired[Collection[str] | None]
    platform_spu_codes: NotRequired[Collection[str] | None]
    push_time_ge: NotRequired[int | None]
    push_time_lt: NotRequired[int | None]
    sku_status: NotRequired[str | None]
class GsQuerySkusAndTheirApprovalStatus(TypedDict):
    external_sku_codes: NotRequired[Collection[str] | None]
    page_size: NotRequired[int | None]
    page_token: NotRequired[str | None]
    platform_sku_codes: NotRequired[Collection[str] | None]
    platform_spu_codes: NotRequired[Collection[str] | None]
    push_time_ge: NotRequired[int | None]
    push_time_lt: NotRequired[int | None]
    sku_status: NotRequired[str | None]
class GsCreateProduct202508Beta(TypedDict):
    idempotent_key: NotRequired[str | None]
    spu: NotRequired[GsCreateProduct202508BetaSpu | None]
class GsCreateProduct202508BetaSpu(TypedDict):
    attributes: NotRequired[Collection[GsCreateProduct202508BetaSpuAttributes] | None]
    brand_id: NotRequired[_Id | None]
    category_id: NotRequired[_Id | None]
    certifications: NotRequired[Collection[GsCreateProduct202508BetaSpuCertifications] | None]
    description: NotRequired[GsCreateProduct202508BetaSpuDescription | None]
    first_key_attribute_id: NotRequired[_Id | None]
    grading_template_id: NotRequired[_Id | None]
    ingredient: NotRequired[GsCreateProduct202508BetaSpuIngredient | None]
    manufacture_ids: NotRequired[Collection[_Id] | None]
    media: NotRequired[GsCreateProduct202508BetaSpuMedia | None]
    product_name_en: NotRequired[str | None]
    product_name_zh: NotRequired[str | None]
    rp_ids: NotRequired[Collection[_Id] | None]
    second_key_attribute_id: NotRequired[_Id | None]
    size_group_id: NotRequired[_Id | None]
    skcs: NotRequired[Collection[GsCreateProduct202508BetaSpuSkcs] | None]
class GsCreateProduct202508BetaSpuAttributes(TypedDict):
    id: NotRequired[_Id | None]
    values: NotRequired[Collection[GsCreateProduct202508BetaSpuAttributesValues] | None]
class GsCreateProduct202508BetaSpuAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class GsCreateProduct202508BetaSpuCertifications(TypedDict):
    items: NotRequired[Collection[GsCreateProduct202508BetaSpuCertificationsItems] | None]
    type: NotRequired[str | None]
class GsCreateProduct202508BetaSpuCertificationsItems(TypedDict):
    files: NotRequired[Collection[GsCreateProduct202508BetaSpuCertificationsItemsFiles] | None]
    type: NotRequired[str | None]
class GsCreateProduct202508BetaSpuCertificationsItemsFiles(TypedDict):
    uri: NotRequired[str | None]
class GsCreateProduct202508BetaSpuDescription(TypedDict):
    items: NotRequired[Collection[GsCreateProduct202508BetaSpuDescriptionItems] | None]
class GsCreateProduct202508BetaSpuDescriptionItems(TypedDict):
    sequence: NotRequired[int | None]
    type: NotRequired[str | None]
    uri: NotRequired[str | None]
class GsCreateProduct202508BetaSpuIngredient(TypedDict):
    multi_material_composition: NotRequired[Collection[GsCreateProduct202508BetaSpuIngredientMultiMaterialComposition] | None]
    single_material_composition: NotRequired[Collection[GsCreateProduct202508BetaSpuIngredientSingleMaterialComposition] | None]
    type: NotRequired[str | None]
class GsCreateProduct202508BetaSpuIngredientMultiMaterialComposition(TypedDict):
    component: NotRequired[GsCreateProduct202508BetaSpuIngredientMultiMaterialCompositionComponent | None]
    ingredients: NotRequired[Collection[GsCreateProduct202508BetaSpuIngredientMultiMaterialCompositionIngredients] | None]
class GsCreateProduct202508BetaSpuIngredientMultiMaterialCompositionComponent(TypedDict):
    property_value_id: NotRequired[_Id | None]
class GsCreateProduct202508BetaSpuIngredientMultiMaterialCompositionIngredients(TypedDict):
    percentage: NotRequired[_Amount | None]
    property_value_id: NotRequired[_Id | None]
class GsCreateProduct202508BetaSpuIngredientSingleMaterialComposition(TypedDict):
    percentage: NotRequired[_Amount | None]
    property_value_id: NotRequired[_Id | None]
class GsCreateProduct202508BetaSpuMedia(TypedDict):
    pic_set_type: NotRequired[str | None]
    pic_type: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCreateProduct202508BetaSpuMediaPictures] | None]
    videos: NotRequired[Collection[GsCreateProduct202508BetaSpuMediaVideos] | None]
class GsCreateProduct202508BetaSpuMediaPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProduct202508BetaSpuMediaVideos(TypedDict):
    uri: NotRequired[str | None]
class GsCreateProduct202508BetaSpuSkcs(TypedDict):
    external_skc_code: NotRequired[str | None]
    first_key_attribute_value_id: NotRequired[_Id | None]
    first_key_attribute_value_name: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCreateProduct202508BetaSpuSkcsPictures] | None]
    skus: NotRequired[Collection[GsCreateProduct202508BetaSpuSkcsSkus] | None]
class GsCreateProduct202508BetaSpuSkcsPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProduct202508BetaSpuSkcsSkus(TypedDict):
    dimensions: NotRequired[GsCreateProduct202508BetaSpuSkcsSkusDimensions | None]
    external_sku_code: NotRequired[str | None]
    inventory: NotRequired[int | None]
    pictures: NotRequired[Collection[GsCreateProduct202508BetaSpuSkcsSkusPictures] | None]
    price: NotRequired[GsCreateProduct202508BetaSpuSkcsSkusPrice | None]
    reference_sale_price: NotRequired[GsCreateProduct202508BetaSpuSkcsSkusReferenceSalePrice | None]
    sale_price_certificates: NotRequired[Collection[GsCreateProduct202508BetaSpuSkcsSkusSalePriceCertificates] | None]
    second_key_attribute_value_id: NotRequired[_Id | None]
    second_key_attribute_value_name: NotRequired[str | None]
    stockup_mode: NotRequired[str | None]
    total_unit_count: NotRequired[_Amount | None]
    weight: NotRequired[GsCreateProduct202508BetaSpuSkcsSkusWeight | None]
class GsCreateProduct202508BetaSpuSkcsSkusDimensions(TypedDict):
    height: NotRequired[_Amount | None]
    length: NotRequired[_Amount | None]
    unit: NotRequired[str | None]
    width: NotRequired[_Amount | None]
class GsCreateProduct202508BetaSpuSkcsSkusPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProduct202508BetaSpuSkcsSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[str | None]
class GsCreateProduct202508BetaSpuSkcsSkusReferenceSalePrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[str | None]
class GsCreateProduct202508BetaSpuSkcsSkusSalePriceCertificates(TypedDict):
    uri: NotRequired[str | None]
class GsCreateProduct202508BetaSpuSkcsSkusWeight(TypedDict):
    unit: NotRequired[str | None]
    value: NotRequired[_Amount | None]
class GsCalculateProductAuditInfo202508(TypedDict):
    spu: NotRequired[GsCalculateProductAuditInfo202508Spu | None]
class GsCalculateProductAuditInfo202508Spu(TypedDict):
    attributes: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuAttributes] | None]
    brand_id: NotRequired[_Id | None]
    category_id: NotRequired[_Id | None]
    certifications: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuCertifications] | None]
    description: NotRequired[GsCalculateProductAuditInfo202508SpuDescription | None]
    first_key_attribute_id: NotRequired[_Id | None]
    grading_template_id: NotRequired[_Id | None]
    ingredient: NotRequired[GsCalculateProductAuditInfo202508SpuIngredient | None]
    manufacture_ids: NotRequired[Collection[_Id] | None]
    media: NotRequired[GsCalculateProductAuditInfo202508SpuMedia | None]
    product_name_en: NotRequired[str | None]
    product_name_zh: NotRequired[str | None]
    rp_ids: NotRequired[Collection[_Id] | None]
    second_key_attribute_id: NotRequired[_Id | None]
    size_group_id: NotRequired[_Id | None]
    skcs: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuSkcs] | None]
class GsCalculateProductAuditInfo202508SpuAttributes(TypedDict):
    id: NotRequired[_Id | None]
    values: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuAttributesValues] | None]
class GsCalculateProductAuditInfo202508SpuAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class GsCalculateProductAuditInfo202508SpuCertifications(TypedDict):
    items: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuCertificationsItems] | None]
    type: NotRequired[str | None]
class GsCalculateProductAuditInfo202508SpuCertificationsItems(TypedDict):
    files: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuCertificationsItemsFiles] | None]
    type: NotRequired[str | None]
class GsCalculateProductAuditInfo202508SpuCertificationsItemsFiles(TypedDict):
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfo202508SpuDescription(TypedDict):
    items: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuDescriptionItems] | None]
class GsCalculateProductAuditInfo202508SpuDescriptionItems(TypedDict):
    sequence: NotRequired[int | None]
    type: NotRequired[str | None]
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfo202508SpuIngredient(TypedDict):
    multi_material_composition: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuIngredientMultiMaterialComposition] | None]
    single_material_composition: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuIngredientSingleMaterialComposition] | None]
    type: NotRequired[str | None]
class GsCalculateProductAuditInfo202508SpuIngredientMultiMaterialComposition(TypedDict):
    component: NotRequired[GsCalculateProductAuditInfo202508SpuIngredientMultiMaterialCompositionComponent | None]
    ingredients: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuIngredientMultiMaterialCompositionIngredients] | None]
class GsCalculateProductAuditInfo202508SpuIngredientMultiMaterialCompositionComponent(TypedDict):
    property_value_id: NotRequired[_Id | None]
class GsCalculateProductAuditInfo202508SpuIngredientMultiMaterialCompositionIngredients(TypedDict):
    percentage: NotRequired[_Amount | None]
    property_value_id: NotRequired[_Id | None]
class GsCalculateProductAuditInfo202508SpuIngredientSingleMaterialComposition(TypedDict):
    percentage: NotRequired[_Amount | None]
    property_value_id: NotRequired[_Id | None]
class GsCalculateProductAuditInfo202508SpuMedia(TypedDict):
    pic_set_type: NotRequired[str | None]
    pic_type: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuMediaPictures] | None]
    videos: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuMediaVideos] | None]
class GsCalculateProductAuditInfo202508SpuMediaPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfo202508SpuMediaVideos(TypedDict):
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfo202508SpuSkcs(TypedDict):
    external_skc_code: NotRequired[str | None]
    first_key_attribute_value_id: NotRequired[_Id | None]
    first_key_attribute_value_name: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuSkcsPictures] | None]
    skus: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuSkcsSkus] | None]
class GsCalculateProductAuditInfo202508SpuSkcsPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfo202508SpuSkcsSkus(TypedDict):
    dimensions: NotRequired[GsCalculateProductAuditInfo202508SpuSkcsSkusDimensions | None]
    external_sku_code: NotRequired[str | None]
    inventory: NotRequired[int | None]
    pictures: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuSkcsSkusPictures] | None]
    price: NotRequired[GsCalculateProductAuditInfo202508SpuSkcsSkusPrice | None]
    reference_sale_price: NotRequired[GsCalculateProductAuditInfo202508SpuSkcsSkusReferenceSalePrice | None]
    sale_price_certificates: NotRequired[Collection[GsCalculateProductAuditInfo202508SpuSkcsSkusSalePriceCertificates] | None]
    second_key_attribute_value_id: NotRequired[_Id | None]
    second_key_attribute_value_name: NotRequired[str | None]
    stockup_mode: NotRequired[str | None]
    total_unit_count: NotRequired[_Amount | None]
    weight: NotRequired[GsCalculateProductAuditInfo202508SpuSkcsSkusWeight | None]
class GsCalculateProductAuditInfo202508SpuSkcsSkusDimensions(TypedDict):
    height: NotRequired[_Amount | None]
    length: NotRequired[_Amount | None]
    unit: NotRequired[str | None]
    width: NotRequired[_Amount | None]
class GsCalculateProductAuditInfo202508SpuSkcsSkusPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfo202508SpuSkcsSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[str | None]
class GsCalculateProductAuditInfo202508SpuSkcsSkusReferenceSalePrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[str | None]
class GsCalculateProductAuditInfo202508SpuSkcsSkusSalePriceCertificates(TypedDict):
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfo202508SpuSkcsSkusWeight(TypedDict):
    unit: NotRequired[str | None]
    value: NotRequired[_Amount | None]
class GsCreateProduct(TypedDict):
    idempotent_key: NotRequired[str | None]
    spu: NotRequired[GsCreateProductSpu | None]
class GsCreateProductSpu(TypedDict):
    attributes: NotRequired[Collection[GsCreateProductSpuAttributes] | None]
    brand_id: NotRequired[_Id | None]
    category_id: NotRequired[_Id | None]
    certifications: NotRequired[Collection[GsCreateProductSpuCertifications] | None]
    description: NotRequired[GsCreateProductSpuDescription | None]
    first_key_attribute_id: NotRequired[_Id | None]
    grading_template_id: NotRequired[_Id | None]
    ingredient: NotRequired[GsCreateProductSpuIngredient | None]
    key_attribute: NotRequired[Collection[GsCreateProductSpuKeyAttribute] | None]
    manufacture_ids: NotRequired[Collection[_Id] | None]
    media: NotRequired[GsCreateProductSpuMedia | None]
    product_name_en: NotRequired[str | None]
    product_name_zh: NotRequired[str | None]
    rp_ids: NotRequired[Collection[_Id] | None]
    second_key_attribute_id: NotRequired[_Id | None]
    size_group_id: NotRequired[_Id | None]
    skcs: NotRequired[Collection[GsCreateProductSpuSkcs] | None]
class GsCreateProductSpuAttributes(TypedDict):
    id: NotRequired[_Id | None]
    region: NotRequired[str | None]
    values: NotRequired[Collection[GsCreateProductSpuAttributesValues] | None]
class GsCreateProductSpuAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class GsCreateProductSpuCertifications(TypedDict):
    items: NotRequired[Collection[GsCreateProductSpuCertificationsItems] | None]
    type: NotRequired[str | None]
class GsCreateProductSpuCertificationsItems(TypedDict):
    files: NotRequired[Collection[GsCreateProductSpuCertificationsItemsFiles] | None]
    type: NotRequired[str | None]
class GsCreateProductSpuCertificationsItemsFiles(TypedDict):
    uri: NotRequired[str | None]
class GsCreateProductSpuDescription(TypedDict):
    items: NotRequired[Collection[GsCreateProductSpuDescriptionItems] | None]
class GsCreateProductSpuDescriptionItems(TypedDict):
    sequence: NotRequired[int | None]
    type: NotRequired[str | None]
    uri: NotRequired[str | None]
class GsCreateProductSpuIngredient(TypedDict):
    multi_material_composition: NotRequired[Collection[GsCreateProductSpuIngredientMultiMaterialComposition] | None]
    single_material_composition: NotRequired[Collection[GsCreateProductSpuIngredientSingleMaterialComposition] | None]
    type: NotRequired[str | None]
class GsCreateProductSpuIngredientMultiMaterialComposition(TypedDict):
    component: NotRequired[GsCreateProductSpuIngredientMultiMaterialCompositionComponent | None]
    ingredients: NotRequired[Collection[GsCreateProductSpuIngredientMultiMaterialCompositionIngredients] | None]
class GsCreateProductSpuIngredientMultiMaterialCompositionComponent(TypedDict):
    property_value_id: NotRequired[_Id | None]
class GsCreateProductSpuIngredientMultiMaterialCompositionIngredients(TypedDict):
    percentage: NotRequired[_Amount | None]
    property_value_id: NotRequired[_Id | None]
class GsCreateProductSpuIngredientSingleMaterialComposition(TypedDict):
    percentage: NotRequired[_Amount | None]
    property_value_id: NotRequired[_Id | None]
class GsCreateProductSpuKeyAttribute(TypedDict):
    key_attribute_id: NotRequired[_Id | None]
class GsCreateProductSpuMedia(TypedDict):
    pic_set_type: NotRequired[str | None]
    pic_type: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCreateProductSpuMediaPictures] | None]
    videos: NotRequired[Collection[GsCreateProductSpuMediaVideos] | None]
class GsCreateProductSpuMediaPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProductSpuMediaVideos(TypedDict):
    uri: NotRequired[str | None]
class GsCreateProductSpuSkcs(TypedDict):
    external_skc_code: NotRequired[str | None]
    first_key_attribute_value_id: NotRequired[_Id | None]
    first_key_attribute_value_name: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCreateProductSpuSkcsPictures] | None]
    skus: NotRequired[Collection[GsCreateProductSpuSkcsSkus] | None]
class GsCreateProductSpuSkcsPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProductSpuSkcsSkus(TypedDict):
    dimensions: NotRequired[GsCreateProductSpuSkcsSkusDimensions | None]
    external_sku_code: NotRequired[str | None]
    inventory: NotRequired[int | None]
    key_attribute_value: NotRequired[Collection[GsCreateProductSpuSkcsSkusKeyAttributeValue] | None]
    pictures: NotRequired[Collection[GsCreateProductSpuSkcsSkusPictures] | None]
    price: NotRequired[GsCreateProductSpuSkcsSkusPrice | None]
    reference_sale_price: NotRequired[GsCreateProductSpuSkcsSkusReferenceSalePrice | None]
    sale_price_certificates: NotRequired[Collection[GsCreateProductSpuSkcsSkusSalePriceCertificates] | None]
    second_key_attribute_value_id: NotRequired[_Id | None]
    second_key_attribute_value_name: NotRequired[str | None]
    stockup_mode: NotRequired[str | None]
    total_unit_count: NotRequired[_Amount | None]
    weight: NotRequired[GsCreateProductSpuSkcsSkusWeight | None]
class GsCreateProductSpuSkcsSkusDimensions(TypedDict):
    height: NotRequired[_Amount | None]
    length: NotRequired[_Amount | None]
    unit: NotRequired[str | None]
    width: NotRequired[_Amount | None]
class GsCreateProductSpuSkcsSkusKeyAttributeValue(TypedDict):
    key_attribute_value_id: NotRequired[_Id | None]
    key_attribute_value_name: NotRequired[str | None]
class GsCreateProductSpuSkcsSkusPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCreateProductSpuSkcsSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[str | None]
class GsCreateProductSpuSkcsSkusReferenceSalePrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[str | None]
class GsCreateProductSpuSkcsSkusSalePriceCertificates(TypedDict):
    uri: NotRequired[str | None]
class GsCreateProductSpuSkcsSkusWeight(TypedDict):
    unit: NotRequired[str | None]
    value: NotRequired[_Amount | None]
class GsCalculateProductAuditInfo(TypedDict):
    spu: NotRequired[GsCalculateProductAuditInfoSpu | None]
class GsCalculateProductAuditInfoSpu(TypedDict):
    attributes: NotRequired[Collection[GsCalculateProductAuditInfoSpuAttributes] | None]
    brand_id: NotRequired[_Id | None]
    category_id: NotRequired[_Id | None]
    certifications: NotRequired[Collection[GsCalculateProductAuditInfoSpuCertifications] | None]
    description: NotRequired[GsCalculateProductAuditInfoSpuDescription | None]
    first_key_attribute_id: NotRequired[_Id | None]
    grading_template_id: NotRequired[_Id | None]
    ingredient: NotRequired[GsCalculateProductAuditInfoSpuIngredient | None]
    key_attribute: NotRequired[Collection[GsCalculateProductAuditInfoSpuKeyAttribute] | None]
    manufacture_ids: NotRequired[Collection[_Id] | None]
    media: NotRequired[GsCalculateProductAuditInfoSpuMedia | None]
    product_name_en: NotRequired[str | None]
    product_name_zh: NotRequired[str | None]
    rp_ids: NotRequired[Collection[_Id] | None]
    second_key_attribute_id: NotRequired[_Id | None]
    size_group_id: NotRequired[_Id | None]
    skcs: NotRequired[Collection[GsCalculateProductAuditInfoSpuSkcs] | None]
class GsCalculateProductAuditInfoSpuAttributes(TypedDict):
    id: NotRequired[_Id | None]
    region: NotRequired[str | None]
    values: NotRequired[Collection[GsCalculateProductAuditInfoSpuAttributesValues] | None]
class GsCalculateProductAuditInfoSpuAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuCertifications(TypedDict):
    items: NotRequired[Collection[GsCalculateProductAuditInfoSpuCertificationsItems] | None]
    type: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuCertificationsItems(TypedDict):
    files: NotRequired[Collection[GsCalculateProductAuditInfoSpuCertificationsItemsFiles] | None]
    type: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuCertificationsItemsFiles(TypedDict):
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuDescription(TypedDict):
    items: NotRequired[Collection[GsCalculateProductAuditInfoSpuDescriptionItems] | None]
class GsCalculateProductAuditInfoSpuDescriptionItems(TypedDict):
    sequence: NotRequired[int | None]
    type: NotRequired[str | None]
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuIngredient(TypedDict):
    multi_material_composition: NotRequired[Collection[GsCalculateProductAuditInfoSpuIngredientMultiMaterialComposition] | None]
    single_material_composition: NotRequired[Collection[GsCalculateProductAuditInfoSpuIngredientSingleMaterialComposition] | None]
    type: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuIngredientMultiMaterialComposition(TypedDict):
    component: NotRequired[GsCalculateProductAuditInfoSpuIngredientMultiMaterialCompositionComponent | None]
    ingredients: NotRequired[Collection[GsCalculateProductAuditInfoSpuIngredientMultiMaterialCompositionIngredients] | None]
class GsCalculateProductAuditInfoSpuIngredientMultiMaterialCompositionComponent(TypedDict):
    property_value_id: NotRequired[_Id | None]
class GsCalculateProductAuditInfoSpuIngredientMultiMaterialCompositionIngredients(TypedDict):
    percentage: NotRequired[_Amount | None]
    property_value_id: NotRequired[_Id | None]
class GsCalculateProductAuditInfoSpuIngredientSingleMaterialComposition(TypedDict):
    percentage: NotRequired[_Amount | None]
    property_value_id: NotRequired[_Id | None]
class GsCalculateProductAuditInfoSpuKeyAttribute(TypedDict):
    key_attribute_id: NotRequired[_Id | None]
class GsCalculateProductAuditInfoSpuMedia(TypedDict):
    pic_set_type: NotRequired[str | None]
    pic_type: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCalculateProductAuditInfoSpuMediaPictures] | None]
    videos: NotRequired[Collection[GsCalculateProductAuditInfoSpuMediaVideos] | None]
class GsCalculateProductAuditInfoSpuMediaPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuMediaVideos(TypedDict):
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuSkcs(TypedDict):
    external_skc_code: NotRequired[str | None]
    first_key_attribute_value_id: NotRequired[_Id | None]
    first_key_attribute_value_name: NotRequired[str | None]
    pictures: NotRequired[Collection[GsCalculateProductAuditInfoSpuSkcsPictures] | None]
    skus: NotRequired[Collection[GsCalculateProductAuditInfoSpuSkcsSkus] | None]
class GsCalculateProductAuditInfoSpuSkcsPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuSkcsSkus(TypedDict):
    dimensions: NotRequired[GsCalculateProductAuditInfoSpuSkcsSkusDimensions | None]
    external_sku_code: NotRequired[str | None]
    inventory: NotRequired[int | None]
    key_attribute_value: NotRequired[Collection[GsCalculateProductAuditInfoSpuSkcsSkusKeyAttributeValue] | None]
    pictures: NotRequired[Collection[GsCalculateProductAuditInfoSpuSkcsSkusPictures] | None]
    price: NotRequired[GsCalculateProductAuditInfoSpuSkcsSkusPrice | None]
    reference_sale_price: NotRequired[GsCalculateProductAuditInfoSpuSkcsSkusReferenceSalePrice | None]
    sale_price_certificates: NotRequired[Collection[GsCalculateProductAuditInfoSpuSkcsSkusSalePriceCertificates] | None]
    second_key_attribute_value_id: NotRequired[_Id | None]
    second_key_attribute_value_name: NotRequired[str | None]
    stockup_mode: NotRequired[str | None]
    total_unit_count: NotRequired[_Amount | None]
    weight: NotRequired[GsCalculateProductAuditInfoSpuSkcsSkusWeight | None]
class GsCalculateProductAuditInfoSpuSkcsSkusDimensions(TypedDict):
    height: NotRequired[_Amount | None]
    length: NotRequired[_Amount | None]
    unit: NotRequired[str | None]
    width: NotRequired[_Amount | None]
class GsCalculateProductAuditInfoSpuSkcsSkusKeyAttributeValue(TypedDict):
    key_attribute_value_id: NotRequired[_Id | None]
    key_attribute_value_name: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuSkcsSkusPictures(TypedDict):
    material_show_type: NotRequired[str | None]
    material_use_type_code: NotRequired[str | None]
    sequence: NotRequired[int | None]
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuSkcsSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuSkcsSkusReferenceSalePrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuSkcsSkusSalePriceCertificates(TypedDict):
    uri: NotRequired[str | None]
class GsCalculateProductAuditInfoSpuSkcsSkusWeight(TypedDict):
    unit: NotRequired[str | None]
    value: NotRequired[_Amount | None]
class GsFullServiceQueryVirtualInventory202404Preview(TypedDict):
    skus: NotRequired[Collection[str] | None]
    supplier_id: NotRequired[_Id | None]
class GsFullServiceUpdateVirtualInventory202404Preview(TypedDict):
    skus: NotRequired[Collection[GsFullServiceUpdateVirtualInventory202404PreviewSkus] | None]
    supplier_id: NotRequired[_Id | None]
class GsFullServiceUpdateVirtualInventory202404PreviewSkus(TypedDict):
    code: NotRequired[str | None]
    quantity: NotRequired[int | None]
    warehouse_code: NotRequired[str | None]
class GsFullServiceQueryVirtualInventory(TypedDict):
    skus: NotRequired[Collection[str] | None]
class GsFullServiceUpdateVirtualInventory(TypedDict):
    skus: NotRequired[Collection[GsFullServiceUpdateVirtualInventorySkus] | None]
class GsFullServiceUpdateVirtualInventorySkus(TypedDict):
    code: NotRequired[str | None]
    quantity: NotRequired[int | None]
    warehouse_code: NotRequired[str | None]
class GsCreateDeliveryOrder(TypedDict):
    delivery_order: NotRequired[GsCreateDeliveryOrderDeliveryOrder | None]
class GsCreateDeliveryOrderDeliveryOrder(TypedDict):
    package_quantity: NotRequired[int | None]
    packages: NotRequired[Collection[GsCreateDeliveryOrderDeliveryOrderPackages] | None]
    stockup_order_code: NotRequired[str | None]
class GsCreateDeliveryOrderDeliveryOrderPackages(TypedDict):
    items: NotRequired[Collection[GsCreateDeliveryOrderDeliveryOrderPackagesItems] | None]
class GsCreateDeliveryOrderDeliveryOrderPackagesItems(TypedDict):
    platform_sku_code: NotRequired[str | None]
    quantity: NotRequired[int | None]
class GsConfirmDelivery(TypedDict):
    delivery_order_code: NotRequired[str | None]
class GlobalSellingReserveShipment202405Beta(TypedDict):
    delivery_mode: NotRequired[Literal["SELF_DELIVERY", "PLATFORM_DELIVERY"] | str | None]
    delivery_order_codes: NotRequired[Collection[str] | None]
    logistics: NotRequired[GlobalSellingReserveShipment202405BetaLogistics | None]
    reserve: NotRequired[GlobalSellingReserveShipment202405BetaReserve | None]
    sender_contact: NotRequired[GlobalSellingReserveShipment202405BetaSenderContact | None]
    shipping_box_quantity: NotRequired[int | None]
    total_weight: NotRequired[GlobalSellingReserveShipment202405BetaTotalWeight | None]
    warehouse_code: NotRequired[str | None]
class GlobalSellingReserveShipment202405BetaLogistics(TypedDict):
    delivery_option: NotRequired[Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | str | None]
    shipping_provider_code: NotRequired[str | None]
    shipping_provider_name: NotRequired[str | None]
class GlobalSellingReserveShipment202405BetaReserve(TypedDict):
    predicted_arrived_time: NotRequired[_Time | None]
    predicted_pickup_ge: NotRequired[_Time | None]
    predicted_pickup_lt: NotRequired[_Time | None]
    predicted_pickup_time: NotRequired[_Time | None]
    predicted_ship_time: NotRequired[_Time | None]
class GlobalSellingReserveShipment202405BetaSenderContact(TypedDict):
    address_detail: NotRequired[GlobalSellingReserveShipment202405BetaSenderContactAddressDetail | None]
    contact_name: NotRequired[str | None]
    email: NotRequired[str | None]
    full_address: NotRequired[str | None]
    phone_number: NotRequired[str | None]
    postal_code: NotRequired[_Id | None]
class GlobalSellingReserveShipment202405BetaSenderContactAddressDetail(TypedDict):
    city_id: NotRequired[int | str | None]
    city_name: NotRequired[str | None]
    country_id: NotRequired[int | str | None]
    country_name: NotRequired[str | None]
    detail: NotRequired[str | None]
    district_id: NotRequired[int | str | None]
    district_name: NotRequired[str | None]
    province_id: NotRequired[int | str | None]
    province_name: NotRequired[str | None]
    town_id: NotRequired[int | str | None]
    town_name: NotRequired[str | None]
class GlobalSellingReserveShipment202405BetaTotalWeight(TypedDict):
    unit: NotRequired[str | None]
    value: NotRequired[_Amount | None]
class GlobalSellingSearchDeliveryOrders202405Beta(TypedDict):
    arrived_time_ge: NotRequired[_Time | None]
    arrived_time_lt: NotRequired[_Time | None]
    delivery_batch_codes: NotRequired[Collection[str] | None]
    delivery_order_codes: NotRequired[Collection[str] | None]
    delivery_types: NotRequired[Collection[Literal["DELIVERY_NORMAL", "DEFECTIVE_REPAIR", "ALL_RETURN_REPAIR", "LESS_SUPPLEMENT", "LOGISTICS_IN_BATCH", "REPLENISH_IN_WAREHOUSE"] | str] | None]
    emergency_levels: NotRequired[Collection[Literal["URGENT", "EXPEDITED", "GENERAL"] | str] | None]
    external_skc_codes: NotRequired[Collection[str] | None]
    external_sku_codes: NotRequired[Collection[str] | None]
    is_sample_included: NotRequired[bool | None]
    latest_status_update_ge: NotRequired[_Time | None]
    latest_status_update_lt: NotRequired[_Time | None]
    order_types: NotRequired[Collection[Literal["JIT", "NORMAL"] | str] | None]
    page_size: NotRequired[int | None]
    page_token: NotRequired[_Id | None]
    platform_spu_codes: NotRequired[Collection[str] | None]
    relative_codes: NotRequired[Collection[str] | None]
    require_arrived_time_ge: NotRequired[_Time | None]
    require_arrived_time_lt: NotRequired[_Time | None]
    ship_time_ge: NotRequired[_Time | None]
    ship_time_lt: NotRequired[_Time | None]
    warehouse_codes: NotRequired[Collection[str] | None]
class GlobalSellingGetSkuPrintDocument202405Beta(TypedDict):
    dimension: NotRequired[GlobalSellingGetSkuPrintDocument202405BetaDimension | None]
    platform_sku_items: NotRequired[Collection[GlobalSellingGetSkuPrintDocument202405BetaPlatformSkuItems] | None]
    print_sku_code: NotRequired[bool | None]
    stockup_order_code: NotRequired[str | None]
class GlobalSellingGetSkuPrintDocument202405BetaDimension(TypedDict):
    height: NotRequired[_Amount | None]
    unit: NotRequired[str | None]
    width: NotRequired[_Amount | None]
class GlobalSellingGetSkuPrintDocument202405BetaPlatformSkuItems(TypedDict):
    platform_sku_code: NotRequired[str | None]
    quantity: NotRequired[int | None]
class GlobalSellingSearchAvailableShippingProviders202405Beta(TypedDict):
    delivery_mode: NotRequired[Literal["SELF_DELIVERY", "PLATFORM_DELIVERY"] | str | None]
    delivery_option: NotRequired[Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | str | None]
    delivery_order_codes: NotRequired[Collection[str] | None]
    sender_contact: NotRequired[GlobalSellingSearchAvailableShippingProviders202405BetaSenderContact | None]
    total_weight: NotRequired[GlobalSellingSearchAvailableShippingProviders202405BetaTotalWeight | None]
    warehouse_code: NotRequired[str | None]
class GlobalSellingSearchAvailableShippingProviders202405BetaSenderContact(TypedDict):
    address_detail: NotRequired[GlobalSellingSearchAvailableShippingProviders202405BetaSenderContactAddressDetail | None]
    contact_name: NotRequired[str | None]
    email: NotRequired[str | None]
    full_address: NotRequired[str | None]
    phone_number: NotRequired[str | None]
    postal_code: NotRequired[_Id | None]
class GlobalSellingSearchAvailableShippingProviders202405BetaSenderContactAddressDetail(TypedDict):
    city_id: NotRequired[int | str | None]
    city_name: NotRequired[str | None]
    country_id: NotRequired[int | str | None]
    country_name: NotRequired[str | None]
    detail: NotRequired[str | None]
    district_id: NotRequired[int | str | None]
    district_name: NotRequired[str | None]
    province_id: NotRequired[int | str | None]
    province_name: NotRequired[str | None]
    town_id: NotRequired[int | str | None]
    town_name: NotRequired[str | None]
class GlobalSellingSearchAvailableShippingProviders202405BetaTotalWeight(TypedDict):
    unit: NotRequired[str | None]
    value: NotRequired[_Amount | None]
class GlobalSellingSearchStockupOrders202405Beta(TypedDict):
    can_deliver: NotRequired[bool | None]
    emergency_levels: NotRequired[Collection[Literal["URGENT", "EXPEDITED", "GENERAL"] | str] | None]
    external_skc_codes: NotRequired[Collection[str] | None]
    external_sku_codes: NotRequired[Collection[str] | None]
    is_delivery_completed: NotRequired[bool | None]
    is_first_order: NotRequired[bool | None]
    is_normal: NotRequired[bool | None]
    latest_status_update_ge: NotRequired[_Time | None]
    latest_status_update_lt: NotRequired[_Time | None]
    order_create_time_ge: NotRequired[_Time | None]
    order_create_time_lt: NotRequired[_Time | None]
    order_sources: NotRequired[Collection[Literal["PLATFORM", "MERCHANT", "ABNORMAL_REDELIVERY"] | str] | None]
    order_status: NotRequired[Collection[Literal["WAIT_CONFIRM", "WAIT_SEND", "SENDED", "SIGNED", "RECEIVED", "IN_QUALITY_CHECK", "QUALITY_CHECK_COMPLETED", "RETURN_COMPLETED", "INBOUND", "INVAILD"] | str] | None]
    order_types: NotRequired[Collection[Literal["JIT", "NORMAL"] | str] | None]
    page_size: NotRequired[int | None]
    page_token: NotRequired[_Id | None]
    platform_sku_codes: NotRequired[Collection[str] | None]
    platform_spu_codes: NotRequired[Collection[str] | None]
    require_arrived_time_ge: NotRequired[_Time | None]
    require_arrived_time_lt: NotRequired[_Time | None]
    require_ship_time_ge: NotRequired[_Time | None]
    require_ship_time_lt: NotRequired[_Time | None]
    stockup_order_codes: NotRequired[Collection[str] | None]
class GsCreateDeliveryOrder202405Preview(TypedDict):
    delivery_order: NotRequired[GsCreateDeliveryOrder202405PreviewDeliveryOrder | None]
class GsCreateDeliveryOrder202405PreviewDeliveryOrder(TypedDict):
    delivery_items: NotRequired[Collection[GsCreateDeliveryOrder202405PreviewDeliveryOrderDeliveryItems] | None]
    package_quantity: NotRequired[int | None]
    packages: NotRequired[Collection[GsCreateDeliveryOrder202405PreviewDeliveryOrderPackages] | None]
    stockup_order_code: NotRequired[str | None]
class GsCreateDeliveryOrder202405PreviewDeliveryOrderDeliveryItems(TypedDict):
    platform_sku_code: NotRequired[str | None]
    quantity: NotRequired[int | None]
class GsCreateDeliveryOrder202405PreviewDeliveryOrderPackages(TypedDict):
    items: NotRequired[Collection[GsCreateDeliveryOrder202405PreviewDeliveryOrderPackagesItems] | None]
class GsCreateDeliveryOrder202405PreviewDeliveryOrderPackagesItems(TypedDict):
    platform_sku_code: NotRequired[str | None]
    quantity: NotRequired[int | None]
class GsConfirmDelivery202405Preview(TypedDict):
    delivery_order_code: NotRequired[str | None]
class GlobalSellingReserveShipment202405Preview(TypedDict):
    delivery_mode: NotRequired[str | None]
    delivery_order_codes: NotRequired[Collection[str] | None]
    logistics: NotRequired[GlobalSellingReserveShipment202405PreviewLogistics | None]
    reserve: NotRequired[GlobalSellingReserveShipment202405PreviewReserve | None]
    sender_contact: NotRequired[GlobalSellingReserveShipment202405PreviewSenderContact | None]
    total_weight: NotRequired[GlobalSellingReserveShipment202405PreviewTotalWeight | None]
    warehouse_code: NotRequired[str | None]
class GlobalSellingReserveShipment202405PreviewLogistics(TypedDict):
    delivery_option: NotRequired[Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | str | None]
    shipping_provider_code: NotRequired[str | None]
    shipping_provider_name: NotRequired[str | None]
class GlobalSellingReserveShipment202405PreviewReserve(TypedDict):
    predicted_arrived_time: NotRequired[_Time | None]
    predicted_pickup_ge: NotRequired[_Time | None]
    predicted_pickup_lt: NotRequired[_Time | None]
    predicted_pickup_time: NotRequired[_Time | None]
    predicted_ship_time: NotRequired[_Time | None]
class GlobalSellingReserveShipment202405PreviewSenderContact(TypedDict):
    address_detail: NotRequired[GlobalSellingReserveShipment202405PreviewSenderContactAddressDetail | None]
    contact_name: NotRequired[str | None]
    email: NotRequired[str | None]
    full_address: NotRequired[str | None]
    phone_number: NotRequired[str | None]
    postal_code: NotRequired[_Id | None]
class GlobalSellingReserveShipment202405PreviewSenderContactAddressDetail(TypedDict):
    city_id: NotRequired[int | str | None]
    city_name: NotRequired[str | None]
    country_id: NotRequired[int | str | None]
    country_name: NotRequired[str | None]
    detail: NotRequired[str | None]
    district_id: NotRequired[int | str | None]
    district_name: NotRequired[str | None]
    province_id: NotRequired[int | str | None]
    province_name: NotRequired[str | None]
    town_id: NotRequired[int | str | None]
    town_name: NotRequired[str | None]
class GlobalSellingReserveShipment202405PreviewTotalWeight(TypedDict):
    unit: NotRequired[str | None]
    value: NotRequired[_Amount | None]
class GlobalSellingSearchDeliveryOrders202405Preview(TypedDict):
    arrived_time_ge: NotRequired[_Time | None]
    arrived_time_lt: NotRequired[_Time | None]
    delivery_batch_codes: NotRequired[Collection[str] | None]
    delivery_order_codes: NotRequired[Collection[str] | None]
    delivery_types: NotRequired[Collection[Literal["DELIVERY_NORMAL", "DEFECTIVE_REPAIR", "ALL_RETURN_REPAIR", "LESS_SUPPLEMENT", "LOGISTICS_IN_BATCH", "REPLENISH_IN_WAREHOUSE"] | str] | None]
    emergency_levels: NotRequired[Collection[Literal["URGENT", "EXPEDITED", "GENERAL"] | str] | None]
    external_skc_codes: NotRequired[Collection[str] | None]
    external_sku_codes: NotRequired[Collection[str] | None]
    is_sample_included: NotRequired[bool | None]
    order_types: NotRequired[Collection[Literal["JIT", "NORMAL"] | str] | None]
    page_size: NotRequired[int | None]
    page_token: NotRequired[_Id | None]
    platform_spu_codes: NotRequired[Collection[str] | None]
    relative_codes: NotRequired[Collection[str] | None]
    require_arrived_time_ge: NotRequired[_Time | None]
    require_arrived_time_lt: NotRequired[_Time | None]
    ship_time_ge: NotRequired[_Time | None]
    ship_time_lt: NotRequired[_Time | None]
    warehouse_codes: NotRequired[Collection[str] | None]
class GlobalSellingSearchAvailableShippingProviders202405Preview(TypedDict):
    delivery_mode: NotRequired[Literal["SELF_DELIVERY", "PLATFORM_DELIVERY"] | str | None]
    delivery_option: NotRequired[Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | str | None]
    delivery_order_codes: NotRequired[Collection[str] | None]
    sender_contact: NotRequired[GlobalSellingSearchAvailableShippingProviders202405PreviewSenderContact | None]
    total_weight: NotRequired[GlobalSellingSearchAvailableShippingProviders202405PreviewTotalWeight | None]
    warehouse_code: NotRequired[str | None]
class GlobalSellingSearchAvailableShippingProviders202405PreviewSenderContact(TypedDict):
    address_detail: NotRequired[GlobalSellingSearchAvailableShippingProviders202405PreviewSenderContactAddressDetail | None]
    contact_name: NotRequired[str | None]
    email: NotRequired[str | None]
    full_address: NotRequired[str | None]
    phone_number: NotRequired[str | None]
    postal_code: NotRequired[_Id | None]
class GlobalSellingSearchAvailableShippingProviders202405PreviewSenderContactAddressDetail(TypedDict):
    city_id: NotRequired[int | str | None]
    city_name: NotRequired[str | None]
    country_id: NotRequired[int | str | None]
    country_name: NotRequired[str | None]
    detail: NotRequired[str | None]
    district_id: NotRequired[int | str | None]
    district_name: NotRequired[str | None]
    province_id: NotRequired[int | str | None]
    province_name: NotRequired[str | None]
    town_id: NotRequired[int | str | None]
    town_name: NotRequired[str | None]
class GlobalSellingSearchAvailableShippingProviders202405PreviewTotalWeight(TypedDict):
    unit: NotRequired[str | None]
    value: NotRequired[_Amount | None]
class GlobalSellingSearchStockupOrders202405Preview(TypedDict):
    can_deliver: NotRequired[bool | None]
    emergency_levels: NotRequired[Collection[Literal["URGENT", "EXPEDITED", "GENERAL"] | str] | None]
    external_skc_codes: NotRequired[Collection[str] | None]
    external_sku_codes: NotRequired[Collection[str] | None]
    is_delivery_completed: NotRequired[bool | None]
    is_first_order: NotRequired[bool | None]
    is_normal: NotRequired[bool | None]
    order_create_time_ge: NotRequired[_Time | None]
    order_create_time_lt: NotRequired[_Time | None]
    order_sources: NotRequired[Collection[Literal["PLATFORM", "MERCHANT", "ABNORMAL_REDELIVERY"] | str] | None]
    order_status: NotRequired[Collection[Literal["WAIT_CONFIRM", "WAIT_SEND", "SENDED", "SIGNED", "RECEIVED", "IN_QUALITY_CHECK", "QUALITY_CHECK_COMPLETED", "RETURN_COMPLETED", "INBOUND", "INVAILD"] | str] | None]
    order_types: NotRequired[Collection[Literal["JIT", "NORMAL"] | str] | None]
    page_size: NotRequired[int | None]
    page_token: NotRequired[_Id | None]
    platform_sku_codes: NotRequired[Collection[str] | None]
    platform_spu_codes: NotRequired[Collection[str] | None]
    require_arrived_time_ge: NotRequired[_Time | None]
    require_arrived_time_lt: NotRequired[_Time | None]
    require_ship_time_ge: NotRequired[_Time | None]
    require_ship_time_lt: NotRequired[_Time | None]
    stockup_order_codes: NotRequired[Collection[str] | None]
class GlobalSellingSearchAbnormalOrders(TypedDict):
    abnormal_order_codes: NotRequired[Collection[str] | None]
    abnormal_types: NotRequired[Collection[Literal["AT_PLATFORM_DELIVERY_TRANS_TIMEOUT", "AT_SELF_DELIVERY_TRANS_TIMEOUT", "AT_LOGISTICS_DAMAGE", "AT_LOGISTICS_PKG_ATTACH_MULTI_DELIVERY_ORDER", "AT_DELIVERY_PKG_BOX_MARK_NO_RECOGNIZED", "AT_DELIVERY_PACKAGE_NO_BOX_MARK", "AT_DELIVERY_ORDER_NO_DELIVERYED", "AT_DELIVERY_ORDER_CANCELED", "AT_QUANTITY_ABNORMAL_MORE", "AT_MISPLACED_GOODS", "AT_WRONG_BARCODE", "AT_BARCODE_DAMAGED_DIRTY", "AT_PRODUCT_EXPANSION_BAG", "AT_PRODUCT_DAMAGED_DIRTY", "AT_MISSING_PACKAGE", "AT_ABNORMAL_QUANTITY", "AT_DELIVERY_PKG_NO_ARRIVE_WAREHOUSE", "AT_ABNORMAL_QUALITY", "AT_INSPECT_QUALITY"] | str] | None]
    delivery_order_codes: NotRequired[Collection[str] | None]
    external_skc_codes: NotRequired[Collection[str] | None]
    external_sku_codes: NotRequired[Collection[str] | None]
    latest_update_time_ge: NotRequired[_Time | None]
    latest_update_time_lt: NotRequired[_Time | None]
    order_create_time_ge: NotRequired[_Time | None]
    order_create_time_lt: NotRequired[_Time | None]
    page_size: NotRequired[int | None]
    page_token: NotRequired[_Id | None]
    platform_sku_codes: NotRequired[Collection[str] | None]
    platform_spu_codes: NotRequired[Collection[str] | None]
    relative_return_status: NotRequired[Collection[Literal["OPERATER_CONFIRMING", "MERCHANT_CONFIRMING", "TO_TRANSIT", "IN_TRANSIT", "OUTBOUND", "SHIPPED", "COMPLETED", "CANCELED"] | str] | None]
    stockup_order_codes: NotRequired[Collection[str] | None]
class GlobalSellingReserveShipment202407(TypedDict):
    delivery_mode: NotRequired[Literal["PLATFORM_DELIVERY", "SELF_DELIVERY"] | str | None]
    delivery_order_codes: NotRequired[Collection[str] | None]
    logistics: NotRequired[GlobalSellingReserveShipment202407Logistics | None]
    reserve: NotRequired[GlobalSellingReserveShipment202407Reserve | None]
    sender_contact_id: NotRequired[_Id | None]
    shipping_box_quantity: NotRequired[int | None]
    total_weight: NotRequired[GlobalSellingReserveShipment202407TotalWeight | None]
    warehouse_code: NotRequired[str | None]
class GlobalSellingReserveShipment202407Logistics(TypedDict):
    delivery_option: NotRequired[Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | str | None]
    shipping_provider_code: NotRequired[str | None]
    shipping_provider_name: NotRequired[str | None]
class GlobalSellingReserveShipment202407Reserve(TypedDict):
    predicted_arrived_time: NotRequired[_Time | None]
    predicted_pickup_ge: NotRequired[_Time | None]
    predicted_pickup_lt: NotRequired[_Time | None]
    predicted_pickup_time: NotRequired[_Time | None]
    predicted_ship_time: NotRequired[_Time | None]
class GlobalSellingReserveShipment202407TotalWeight(TypedDict):
    unit: NotRequired[Literal["GRAM", "KILOGRAM"] | str | None]
    value: NotRequired[_Amount | None]
class GlobalSellingSearchDeliveryOrders(TypedDict):
    arrived_time_ge: NotRequired[_Time | None]
    arrived_time_lt: NotRequired[_Time | None]
    delivery_order_codes: NotRequired[Collection[str] | None]
    delivery_types: NotRequired[Collection[Literal["DELIVERY_NORMAL", "DEFECTIVE_REPAIR", "ALL_RETURN_REPAIR", "LESS_SUPPLEMENT", "LOGISTICS_IN_BATCH", "REPLENISH_IN_WAREHOUSE"] | str] | None]
    emergency_levels: NotRequired[Collection[Literal["URGENT", "EXPEDITED", "GENERAL"] | str] | None]
    external_skc_codes: NotRequired[Collection[str] | None]
    external_sku_codes: NotRequired[Collection[str] | None]
    is_sample_included: NotRequired[bool | None]
    latest_status_update_ge: NotRequired[_Time | None]
    latest_status_update_lt: NotRequired[_Time | None]
    logistics_orders: NotRequired[Collection[str] | None]
    order_types: NotRequired[Collection[Literal["JIT", "NORMAL"] | str] | None]
    page_size: NotRequired[int | None]
    page_token: NotRequired[_Id | None]
    platform_spu_codes: NotRequired[Collection[str] | None]
    relative_codes: NotRequired[Collection[str] | None]
    require_arrived_time_ge: NotRequired[_Time | None]
    require_arrived_time_lt: NotRequired[_Time | None]
    ship_time_ge: NotRequired[_Time | None]
    ship_time_lt: NotRequired[_Time | None]
    warehouse_codes: NotRequired[Collection[str] | None]
class GlobalSellingCancelShipment(TypedDict):
    logistics_order: NotRequired[str | None]
class GlobalSellingSearchReturnOrders(TypedDict):
    external_skc_codes: NotRequired[Collection[str] | None]
    external_sku_codes: NotRequired[Collection[str] | None]
    order_create_time_ge: NotRequired[_Time | None]
    order_create_time_lt: NotRequired[_Time | None]
    page_size: NotRequired[int | None]
    page_token: NotRequired[_Id | None]
    platform_sku_codes: NotRequired[Collection[str] | None]
    platform_spu_codes: NotRequired[Collection[str] | None]
    return_methods: NotRequired[Collection[Literal["SELF_PICKUP", "EXPRESS_DELIVERY", "PLATFORM_DELIVERY", "ABANDON_GOODS"] | str] | None]
    return_order_codes: NotRequired[Collection[str] | None]
    return_source: NotRequired[Literal["MERCHANT", "PLATFORM", "INVENTORY_HEALTH", "PRODUCT_DISUSE"] | str | None]
    return_status: NotRequired[Collection[Literal["OPERATER_CONFIRMING", "MERCHANT_CONFIRMING", "TO_TRANSIT", "IN_TRANSIT", "OUTBOUND", "SHIPPED", "COMPLETED", "CANCELED"] | str] | None]
    return_types: NotRequired[Collection[Literal["ABNORMAL_INVENTORY", "ABNORMAL_QUALITY", "INSPECT_ABNORMAL", "RECEIVE_ABNORMAL", "PRODUCT_ABNORMAL", "QUANTITY_ABNORMAL_MORE", "MISPLACED_GOODS"] | str] | None]
class GlobalSellingSearchAvailableShippingProviders202407(TypedDict):
    delivery_mode: NotRequired[Literal["SELF_DELIVERY", "PLATFORM_DELIVERY"] | str | None]
    delivery_option: NotRequired[Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | str | None]
    delivery_order_codes: NotRequired[Collection[str] | None]
    sender_contact_id: NotRequired[_Id | None]
    shipping_box_quantity: NotRequired[int | None]
    total_weight: NotRequired[GlobalSellingSearchAvailableShippingProviders202407TotalWeight | None]
    warehouse_code: NotRequired[str | None]
class GlobalSellingSearchAvailableShippingProviders202407TotalWeight(TypedDict):
    unit: NotRequired[Literal["GRAM", "KILOGRAM"] | str | None]
    value: NotRequired[_Amount | None]
class GlobalSellingSearchStockupOrders(TypedDict):
    can_deliver: NotRequired[bool | None]
    emergency_levels: NotRequired[Collection[Literal["URGENT", "EXPEDITED", "GENERAL"] | str] | None]
    external_skc_codes: NotRequired[Collection[str] | None]
    external_sku_codes: NotRequired[Collection[str] | None]
    is_delivery_completed: NotRequired[bool | None]
    is_first_order: NotRequired[bool | None]
    is_normal: NotRequired[bool | None]
    latest_status_update_ge: NotRequired[_Time | None]
    latest_status_update_lt: NotRequired[_Time | None]
    order_create_time_ge: NotRequired[_Time | None]
    order_create_time_lt: NotRequired[_Time | None]
    order_sources: NotRequired[Collection[Literal["PLATFORM", "MERCHANT", "ABNORMAL_REDELIVERY"] | str] | None]
    order_status: NotRequired[Collection[Literal["WAIT_CONFIRM", "WAIT_SEND", "SENDED", "SIGNED", "RECEIVED", "IN_QUALITY_CHECK", "QUALITY_CHECK_COMPLETED", "RETURN_COMPLETED", "INBOUND", "INVAILD"] | str] | None]
    order_types: NotRequired[Collection[Literal["JIT", "NORMAL"] | str] | None]
    page_size: NotRequired[int | None]
    page_token: NotRequired[_Id | None]
    platform_sku_codes: NotRequired[Collection[str] | None]
    platform_spu_codes: NotRequired[Collection[str] | None]
    require_arrived_time_ge: NotRequired[_Time | None]
    require_arrived_time_lt: NotRequired[_Time | None]
    require_ship_time_ge: NotRequired[_Time | None]
    require_ship_time_lt: NotRequired[_Time | None]
    stockup_order_codes: NotRequired[Collection[str] | None]
class GlobalSellingGetSkuPrintDocument202409(TypedDict):
    platform_sku_items: NotRequired[Collection[GlobalSellingGetSkuPrintDocument202409PlatformSkuItems] | None]
    size: NotRequired[GlobalSellingGetSkuPrintDocument202409Size | None]
    stockup_order_code: NotRequired[str | None]
class GlobalSellingGetSkuPrintDocument202409PlatformSkuItems(TypedDict):
    code: NotRequired[str | None]
    quantity: NotRequired[int | None]
class GlobalSellingGetSkuPrintDocument202409Size(TypedDict):
    height: NotRequired[_Amount | None]
    unit: NotRequired[str | None]
    width: NotRequired[_Amount | None]
class GlobalSellingConfirmStockupOrder(TypedDict):
    is_order_confirmed: NotRequired[bool | None]
    reject_note: NotRequired[str | None]
    reject_reason: NotRequired[Literal["PICTURE_NOT_MATCH", "RAW_MATERIAL_OR_PROCESS_CHANGES", "NOT_MEET_MINIMUM_LIMIT", "STOP_PRODUCTION", "SALES_STRATEGY_ADJUSTMENT_REDUCES_INVENTORY", "ORDER_DEMAND_ADJUSTMENT", "ORDER_SENT_INCORRECTLY", "CF", "TC", "QQXJ", "CT", "REPAIR_ORDER_TERMINATED", "TERMINATION_OF_OVERDUE_ORDERS", "SELF_STOCKING_BASED_ON_SALES_VOLUME", "HIGH_TURNOVER_DAYS_IN_THE_WAREHOUSE", "INSUFFICIENT_INVENTORY", "OTHER_REASONS"] | str | None]
    skus: NotRequired[Collection[GlobalSellingConfirmStockupOrderSkus] | None]
    stockup_order_code: NotRequired[str | None]
class GlobalSellingConfirmStockupOrderSkus(TypedDict):
    code: NotRequired[str | None]
    confirm_stockup_quantity: NotRequired[int | None]
class GlobalSellingReserveShipment(TypedDict):
    delivery_mode: NotRequired[Literal["PLATFORM_DELIVERY", "SELF_DELIVERY"] | str | None]
    delivery_order_codes: NotRequired[Collection[str] | None]
    logistics: NotRequired[GlobalSellingReserveShipmentLogistics | None]
    reserve: NotRequired[GlobalSellingReserveShipmentReserve | None]
    sender_contact_id: NotRequired[_Id | None]
    shipping_box_quantity: NotRequired[int | None]
    total_weight: NotRequired[GlobalSellingReserveShipmentTotalWeight | None]
    warehouse_code: NotRequired[str | None]
class GlobalSellingReserveShipmentLogistics(TypedDict):
    delivery_option: NotRequired[Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | str | None]
    shipping_provider_code: NotRequired[str | None]
    shipping_provider_name: NotRequired[str | None]
class GlobalSellingReserveShipmentReserve(TypedDict):
    predicted_arrived_time: NotRequired[_Time | None]
    predicted_pickup_ge: NotRequired[_Time | None]
    predicted_pickup_lt: NotRequired[_Time | None]
    predicted_pickup_time: NotRequired[_Time | None]
    predicted_ship_time: NotRequired[_Time | None]
class GlobalSellingReserveShipmentTotalWeight(TypedDict):
    unit: NotRequired[Literal["GRAM", "KILOGRAM"] | str | None]
    value: NotRequired[_Amount | None]
class GlobalSellingSearchAvailableShippingProviders(TypedDict):
    delivery_mode: NotRequired[Literal["SELF_DELIVERY", "PLATFORM_DELIVERY"] | str | None]
    delivery_option: NotRequired[Literal["SUPER_SPEEDY_EXPRESS", "SPEEDY_EXPRESS", "STANDARD_EXPRESS"] | str | None]
    delivery_order_codes: NotRequired[Collection[str] | None]
    sender_contact_id: NotRequired[_Id | None]
    shipping_box_quantity: NotRequired[int | None]
    total_weight: NotRequired[GlobalSellingSearchAvailableShippingProvidersTotalWeight | None]
    warehouse_code: NotRequired[str | None]
class GlobalSellingSearchAvailableShippingProvidersTotalWeight(TypedDict):
    unit: NotRequired[Literal["GRAM", "KILOGRAM"] | str | None]
    value: NotRequired[_Amount | None]
class GlobalSellingGetSkuPrintDocument(TypedDict):
    need_separator: NotRequired[bool | None]
    platform_sku_items: NotRequired[Collection[GlobalSellingGetSkuPrintDocumentPlatformSkuItems] | None]
    size: NotRequired[GlobalSellingGetSkuPrintDocumentSize | None]
    stockup_order_code: NotRequired[str | None]
class GlobalSellingGetSkuPrintDocumentPlatformSkuItems(TypedDict):
    code: NotRequired[str | None]
    quantity: NotRequired[int | None]
class GlobalSellingGetSkuPrintDocumentSize(TypedDict):
    height: NotRequired[_Amount | None]
    unit: NotRequired[str | None]
    width: NotRequired[_Amount | None]
class StandardizeWarehouseAddress(TypedDict):
    address: NotRequired[StandardizeWarehouseAddressAddress | None]
class StandardizeWarehouseAddressAddress(TypedDict):
    address_line1: NotRequired[str | None]
    address_line2: NotRequired[str | None]
    city: NotRequired[str | None]
    district: NotRequired[str | None]
    postal_code: NotRequired[_Id | None]
    region_code: NotRequired[str | None]
    state: NotRequired[str | None]
    town: NotRequired[str | None]
class CreateWarehouse(TypedDict):
    warehouse: NotRequired[CreateWarehouseWarehouse | None]
class CreateWarehouseWarehouse(TypedDict):
    address: NotRequired[CreateWarehouseWarehouseAddress | None]
    contact_person: NotRequired[str | None]
    cover_address_detail: NotRequired[Collection[CreateWarehouseWarehouseCoverAddressDetail] | None]
    cover_region_code: NotRequired[str | None]
    default_warehouse: NotRequired[bool | None]
    external_warehouse_id: NotRequired[_Id | None]
    first_name: NotRequired[str | None]
    first_name_local_script: NotRequired[str | None]
    last_name: NotRequired[str | None]
    last_name_local_script: NotRequired[str | None]
    name: NotRequired[str | None]
    phone_number: NotRequired[str | None]
    type: NotRequired[Literal["SALES_WAREHOUSE", "RETURN_WAREHOUSE"] | str | None]
class CreateWarehouseWarehouseAddress(TypedDict):
    address_line_1: NotRequired[str | None]
    address_line_2: NotRequired[str | None]
    address_line_3: NotRequired[_Id | None]
    address_line_4: NotRequired[str | None]
    city: NotRequired[str | None]
    district: NotRequired[str | None]
    postcode: NotRequired[_Id | None]
    region: NotRequired[str | None]
    state: NotRequired[str | None]
class CreateWarehouseWarehouseCoverAddressDetail(TypedDict):
    address_line_1: NotRequired[str | None]
    address_line_2: NotRequired[str | None]
    address_line_3: NotRequired[_Id | None]
    address_line_4: NotRequired[str | None]
    city: NotRequired[str | None]
    district: NotRequired[str | None]
    postcode: NotRequired[_Id | None]
    region: NotRequired[str | None]
    state: NotRequired[str | None]
class UpdateWarehouse(TypedDict):
    warehouse: NotRequired[UpdateWarehouseWarehouse | None]
class UpdateWarehouseWarehouse(TypedDict):
    address: NotRequired[UpdateWarehouseWarehouseAddress | None]
    contact_person: NotRequired[str | None]
    cover_address_detail: NotRequired[Collection[UpdateWarehouseWarehouseCoverAddressDetail] | None]
    cover_region_code: NotRequired[str | None]
    default_warehouse: NotRequired[bool | None]
    external_warehouse_id: NotRequired[_Id | None]
    first_name: NotRequired[str | None]
    first_name_local_script: NotRequired[str | None]
    last_name: NotRequired[str | None]
    last_name_local_script: NotRequired[str | None]
    name: NotRequired[str | None]
    phone_number: NotRequired[str | None]
    type: NotRequired[Literal["SALES_WAREHOUSE", "RETURN_WAREHOUSE"] | str | None]
class UpdateWarehouseWarehouseAddress(TypedDict):
    address_line_1: NotRequired[str | None]
    address_line_2: NotRequired[str | None]
    address_line_3: NotRequired[_Id | None]
    address_line_4: NotRequired[str | None]
    city: NotRequired[str | None]
    district: NotRequired[str | None]
    postcode: NotRequired[_Id | None]
    region: NotRequired[str | None]
    state: NotRequired[str | None]
class UpdateWarehouseWarehouseCoverAddressDetail(TypedDict):
    address_line_1: NotRequired[str | None]
    address_line_2: NotRequired[str | None]
    address_line_3: NotRequired[_Id | None]
    address_line_4: NotRequired[str | None]
    city: NotRequired[str | None]
    district: NotRequired[str | None]
    postcode: NotRequired[_Id | None]
    region: NotRequired[str | None]
    state: NotRequired[str | None]
class GetShippingTemplateAvailability(TypedDict):
    product_attribute: NotRequired[GetShippingTemplateAvailabilityProductAttribute | None]
class GetShippingTemplateAvailabilityProductAttribute(TypedDict):
    dimension: NotRequired[GetShippingTemplateAvailabilityProductAttributeDimension | None]
    weight: NotRequired[GetShippingTemplateAvailabilityProductAttributeWeight | None]
class GetShippingTemplateAvailabilityProductAttributeDimension(TypedDict):
    height: NotRequired[_Amount | None]
    length: NotRequired[_Amount | None]
    unit: NotRequired[int | None]
    width: NotRequired[_Amount | None]
class GetShippingTemplateAvailabilityProductAttributeWeight(TypedDict):
    unit: NotRequired[int | None]
    weight: NotRequired[_Amount | None]
class UploadFileInit(TypedDict):
    file_name: str
    file_type: str
    file_size: int
    total_chunk_count: int
    target_path: str
class GetOrderList(TypedDict):
    buyer_user_id: NotRequired[_Id | None]
    create_time_ge: NotRequired[_Time | None]
    create_time_lt: NotRequired[_Time | None]
    is_buyer_request_cancel: NotRequired[bool | None]
    order_status: NotRequired[Literal["UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED", "CANCELLED"] | str | None]
    shipping_type: NotRequired[Literal["TIKTOK", "SELLER"] | str | None]
    update_time_ge: NotRequired[_Time | None]
    update_time_lt: NotRequired[_Time | None]
    warehouse_ids: NotRequired[Collection[_Id] | None]
class SearchOrdersByExternalOrderReference(TypedDict):
    ...
class AddExternalOrderReferences(TypedDict):
    orders: Collection[AddExternalOrderReferencesOrders]
class AddExternalOrderReferencesOrders(TypedDict):
    external_order: AddExternalOrderReferencesOrdersExternalOrder
    id: _Id
class AddExternalOrderReferencesOrdersExternalOrder(TypedDict):
    id: _Id
    line_items: Collection[AddExternalOrderReferencesOrdersExternalOrderLineItems]
    platform: Literal["SHOPIFY", "WOOCOMMERCE", "BIGCOMMERCE", "MAGENTO", "SALESFORCE_COMMERCE_CLOUD", "CHANNEL_ADVISOR", "AMAZON", "ORDER_MANAGEMENT_SYSTEM", "WAREHOUSE_MANAGEMENT_SYSTEM", "ERP_SYSTEM"] | str
class AddExternalOrderReferencesOrdersExternalOrderLineItems(TypedDict):
    id: _Id
    origin_id: _Id
class UpdateTheBlindBoxOpeningResults202511(TypedDict):
    blind_box_results: NotRequired[Collection[UpdateTheBlindBoxOpeningResults202511BlindBoxResults] | None]
    main_order_id: NotRequired[_Id | None]
class UpdateTheBlindBoxOpeningResults202511BlindBoxResults(TypedDict):
    blind_open_time: NotRequired[_Time | None]
    blind_result_product_id: NotRequired[_Id | None]
    blind_result_sku_id: NotRequired[_Id | None]
    order_line_id: NotRequired[_Id | None]
class UpdateTheBlindBoxOpeningResults(TypedDict):
    main_order_id: NotRequired[_Id | None]
    blind_box_results: NotRequired[Collection[UpdateTheBlindBoxOpeningResultsBlindBoxResults] | None]
    blind_batch_box_results: NotRequired[Collection[UpdateTheBlindBoxOpeningResultsBlindBatchBoxResults] | None]
class UpdateTheBlindBoxOpeningResultsBlindBoxResults(TypedDict):
    order_line_id: NotRequired[_Id | None]
    blind_result_product_id: NotRequired[_Id | None]
    blind_result_sku_id: NotRequired[_Id | None]
    blind_open_time: NotRequired[_Time | None]
class UpdateTheBlindBoxOpeningResultsBlindBatchBoxResults(TypedDict):
    order_line_id: NotRequired[_Id | None]
    blind_box_order_line_list: NotRequired[Collection[UpdateTheBlindBoxOpeningResultsBlindBatchBoxResultsBlindBoxOrderLineList] | None]
class UpdateTheBlindBoxOpeningResultsBlindBatchBoxResultsBlindBoxOrderLineList(TypedDict):
    blind_result_product_id: NotRequired[_Id | None]
    blind_result_sku_id: NotRequired[_Id | None]
    blind_open_time: NotRequired[int | None]
    product_type: NotRequired[Literal["GIFT", "NORMAL"] | str | None]
class SearchPodCustomizationDetails(TypedDict):
    main_order_id: _Id
    query_order_lines: Collection[SearchPodCustomizationDetailsQueryOrderLines]
class SearchPodCustomizationDetailsQueryOrderLines(TypedDict):
    order_line_id: _Id
    product_id: _Id
    sku_id: _Id
    pod_order_data_id: _Id
class CreateCustomBrands(TypedDict):
    name: str
class RecommendBrand(TypedDict):
    language: NotRequired[Literal["EN", "ID", "MS", "TH", "VI"] | str | None]
    product_title: NotRequired[str | None]
class RecommendCategory(TypedDict):
    category_version: NotRequired[Literal["v2", "v1"] | str | None]
    description: NotRequired[str | None]
    images: NotRequired[Collection[RecommendCategoryImages] | None]
    include_prohibited_categories: NotRequired[bool | None]
    listing_platform: NotRequired[Literal["TIKTOK_SHOP", "TOKOPEDIA"] | str | None]
    product_title: str
    locale: NotRequired[Literal["cs-CZ", "de-AT", "de-BE", "de-DE", "el-GR", "en-GB", "en-IE", "en-US", "es-ES", "es-MX", "fr-BE", "fr-FR", "hu-HU", "id-ID", "it-IT", "ja-JP", "ms-MY", "nl-BE", "nl-NL", "pl-PL", "pt-BR", "pt-PT", "th-TH", "vi-VN", "zh-CN"] | str | None]
    origin_platform_product_type: NotRequired[str | None]
    origin_platform_vendor: NotRequired[str | None]
    origin_platform_tags: NotRequired[Collection[str] | None]
    origin_platform_category: NotRequired[RecommendCategoryOriginPlatformCategory | None]
    origin_platform_product_meta_data: NotRequired[RecommendCategoryOriginPlatformProductMetaData | None]
    is_live_quick: NotRequired[bool | None]
class RecommendCategoryImages(TypedDict):
    uri: NotRequired[str | None]
class RecommendCategoryOriginPlatformCategory(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    full_name: NotRequired[str | None]
    is_leaf: NotRequired[bool | None]
    is_root: NotRequired[bool | None]
class RecommendCategoryOriginPlatformProductMetaData(TypedDict):
    attribute_value_list: NotRequired[Collection[RecommendCategoryOriginPlatformProductMetaDataAttributeValueList] | None]
class RecommendCategoryOriginPlatformProductMetaDataAttributeValueList(TypedDict):
    name: NotRequired[str | None]
    values: NotRequired[Collection[str] | None]
class UploadProductFile(TypedDict):
    data: Upload | bytes
    name: str
class RecommendGlobalCategories(TypedDict):
    category_version: NotRequired[Literal["v2", "v1"] | str | None]
    description: NotRequired[str | None]
    images: NotRequired[Collection[RecommendGlobalCategoriesImages] | None]
    product_title: str
class RecommendGlobalCategoriesImages(TypedDict):
    uri: NotRequired[str | None]
class DeleteGlobalProducts(TypedDict):
    global_product_ids: Collection[_Id]
class CreateGlobalProduct(TypedDict):
    brand_id: NotRequired[_Id | None]
    category_id: _Id
    category_version: NotRequired[Literal["v2", "v1"] | str | None]
    certifications: NotRequired[Collection[CreateGlobalProductCertifications] | None]
    description: str
    external_global_product_id: NotRequired[_Id | None]
    main_images: Collection[CreateGlobalProductMainImages]
    manufacturer: NotRequired[CreateGlobalProductManufacturer | None]
    manufacturer_ids: NotRequired[Collection[_Id] | None]
    package_dimensions: NotRequired[CreateGlobalProductPackageDimensions | None]
    package_weight: CreateGlobalProductPackageWeight
    product_attributes: NotRequired[Collection[CreateGlobalProductProductAttributes] | None]
    responsible_person_ids: NotRequired[Collection[_Id] | None]
    size_chart: NotRequired[CreateGlobalProductSizeChart | None]
    skus: Collection[CreateGlobalProductSkus]
    source_locale: NotRequired[Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT", "cs-CZ", "de-AT", "de-BE", "el-GR", "en-GB", "en-US", "es-MX", "fr-BE", "hu-HU", "id-ID", "ja-JP", "ms-MY", "nl-BE", "nl-NL", "pl-PL", "pt-BR", "pt-PT", "th-TH", "vi-VN", "zh-CN"] | str | None]
    title: str
    video: NotRequired[CreateGlobalProductVideo | None]
class CreateGlobalProductCertifications(TypedDict):
    files: NotRequired[Collection[CreateGlobalProductCertificationsFiles] | None]
    id: _Id
    images: NotRequired[Collection[CreateGlobalProductCertificationsImages] | None]
class CreateGlobalProductCertificationsFiles(TypedDict):
    format: str
    id: _Id
    name: str
class CreateGlobalProductCertificationsImages(TypedDict):
    uri: str
class CreateGlobalProductMainImages(TypedDict):
    uri: str
class CreateGlobalProductManufacturer(TypedDict):
    address: NotRequired[str | None]
    email: NotRequired[str | None]
    name: NotRequired[str | None]
    phone_number: NotRequired[str | None]
class CreateGlobalProductPackageDimensions(TypedDict):
    height: _Amount
    length: _Amount
    unit: Literal["CENTIMETER", "INCH"] | str
    width: _Amount
class CreateGlobalProductPackageWeight(TypedDict):
    unit: Literal["KILOGRAM", "POUND", "GRAM"] | str
    value: _Amount
class CreateGlobalProductProductAttributes(TypedDict):
    id: _Id
    values: Collection[CreateGlobalProductProductAttributesValues]
class CreateGlobalProductProductAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class CreateGlobalProductSizeChart(TypedDict):
    image: NotRequired[CreateGlobalProductSizeChartImage | None]
    template: NotRequired[CreateGlobalProductSizeChartTemplate | None]
class CreateGlobalProductSizeChartImage(TypedDict):
    uri: str
class CreateGlobalProductSizeChartTemplate(TypedDict):
    id: _Id
class CreateGlobalProductSkus(TypedDict):
    external_global_sku_id: NotRequired[_Id | None]
    extra_identifier_codes: NotRequired[Collection[str] | None]
    global_quantity: NotRequired[int | None]
    identifier_code: NotRequired[CreateGlobalProductSkusIdentifierCode | None]
    inventory: NotRequired[Collection[CreateGlobalProductSkusInventory] | None]
    price: CreateGlobalProductSkusPrice
    sales_attributes: NotRequired[Collection[CreateGlobalProductSkusSalesAttributes] | None]
    seller_sku: NotRequired[str | None]
    sku_unit_count: NotRequired[_Id | None]
class CreateGlobalProductSkusIdentifierCode(TypedDict):
    code: NotRequired[str | None]
    type: NotRequired[Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | str | None]
class CreateGlobalProductSkusInventory(TypedDict):
    global_warehouse_id: _Id
    quantity: int
class CreateGlobalProductSkusPrice(TypedDict):
    amount: _Amount
    currency: Literal["USD", "EUR"] | str
class CreateGlobalProductSkusSalesAttributes(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    sku_img: NotRequired[CreateGlobalProductSkusSalesAttributesSkuImg | None]
    value_id: NotRequired[_Id | None]
    value_name: NotRequired[str | None]
class CreateGlobalProductSkusSalesAttributesSkuImg(TypedDict):
    uri: str
class CreateGlobalProductVideo(TypedDict):
    id: _Id
class SearchGlobalProducts202309(TypedDict):
    create_time_ge: NotRequired[_Time | None]
    create_time_le: NotRequired[_Time | None]
    seller_skus: NotRequired[Collection[str] | None]
    status: NotRequired[Literal["PUBLISHED", "UNPUBLISHED", "DRAFT", "DELETED"] | str | None]
    update_time_ge: NotRequired[_Time | None]
    update_time_le: NotRequired[_Time | None]
class EditGlobalProduct(TypedDict):
    brand_id: NotRequired[_Id | None]
    category_id: _Id
    category_version: NotRequired[Literal["v2", "v1"] | str | None]
    certifications: NotRequired[Collection[EditGlobalProductCertifications] | None]
    description: str
    external_global_product_id: NotRequired[_Id | None]
    main_images: Collection[EditGlobalProductMainImages]
    manufacturer: NotRequired[EditGlobalProductManufacturer | None]
    manufacturer_ids: NotRequired[Collection[_Id] | None]
    package_dimensions: NotRequired[EditGlobalProductPackageDimensions | None]
    package_weight: EditGlobalProductPackageWeight
    product_attributes: NotRequired[Collection[EditGlobalProductProductAttributes] | None]
    responsible_person_ids: NotRequired[Collection[_Id] | None]
    size_chart: NotRequired[EditGlobalProductSizeChart | None]
    skus: Collection[EditGlobalProductSkus]
    title: str
    video: NotRequired[EditGlobalProductVideo | None]
class EditGlobalProductCertifications(TypedDict):
    files: NotRequired[Collection[EditGlobalProductCertificationsFiles] | None]
    id: _Id
    images: NotRequired[Collection[EditGlobalProductCertificationsImages] | None]
class EditGlobalProductCertificationsFiles(TypedDict):
    format: str
    id: _Id
    name: str
class EditGlobalProductCertificationsImages(TypedDict):
    uri: str
class EditGlobalProductMainImages(TypedDict):
    uri: str
class EditGlobalProductManufacturer(TypedDict):
    address: NotRequired[str | None]
    email: NotRequired[str | None]
    name: NotRequired[str | None]
    phone_number: NotRequired[str | None]
class EditGlobalProductPackageDimensions(TypedDict):
    height: _Amount
    length: _Amount
    unit: Literal["CENTIMETER", "INCH"] | str
    width: _Amount
class EditGlobalProductPackageWeight(TypedDict):
    unit: Literal["KILOGRAM", "POUND", "GRAM"] | str
    value: _Amount
class EditGlobalProductProductAttributes(TypedDict):
    id: _Id
    values: Collection[EditGlobalProductProductAttributesValues]
class EditGlobalProductProductAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class EditGlobalProductSizeChart(TypedDict):
    image: NotRequired[EditGlobalProductSizeChartImage | None]
    template: NotRequired[EditGlobalProductSizeChartTemplate | None]
class EditGlobalProductSizeChartImage(TypedDict):
    uri: str
class EditGlobalProductSizeChartTemplate(TypedDict):
    id: _Id
class EditGlobalProductSkus(TypedDict):
    external_global_sku_id: NotRequired[_Id | None]
    extra_identifier_codes: NotRequired[Collection[str] | None]
    global_quantity: NotRequired[int | None]
    id: NotRequired[_Id | None]
    identifier_code: NotRequired[EditGlobalProductSkusIdentifierCode | None]
    inventory: NotRequired[Collection[EditGlobalProductSkusInventory] | None]
    price: EditGlobalProductSkusPrice
    sale_prices: NotRequired[Collection[EditGlobalProductSkusSalePrices] | None]
    sales_attributes: NotRequired[Collection[EditGlobalProductSkusSalesAttributes] | None]
    seller_sku: NotRequired[str | None]
    sku_unit_count: NotRequired[_Id | None]
class EditGlobalProductSkusIdentifierCode(TypedDict):
    code: NotRequired[str | None]
    type: NotRequired[Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | str | None]
class EditGlobalProductSkusInventory(TypedDict):
    global_warehouse_id: _Id
    quantity: int
class EditGlobalProductSkusPrice(TypedDict):
    amount: _Amount
    currency: Literal["USD", "EUR"] | str
class EditGlobalProductSkusSalePrices(TypedDict):
    amount: _Amount
    region: Literal["DE", "ES", "FR", "GB", "ID", "IE", "IT", "JP", "MY", "PH", "SG", "TH", "US", "VN", "AT", "BE", "CZ", "GR", "HU", "MX", "NL", "PO", "PT"] | str
class EditGlobalProductSkusSalesAttributes(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    sku_img: NotRequired[EditGlobalProductSkusSalesAttributesSkuImg | None]
    value_id: NotRequired[_Id | None]
    value_name: NotRequired[str | None]
class EditGlobalProductSkusSalesAttributesSkuImg(TypedDict):
    uri: str
class EditGlobalProductVideo(TypedDict):
    id: _Id
class UpdateGlobalInventory(TypedDict):
    global_skus: Collection[UpdateGlobalInventoryGlobalSkus]
class UpdateGlobalInventoryGlobalSkus(TypedDict):
    id: _Id
    inventory: Collection[UpdateGlobalInventoryGlobalSkusInventory]
class UpdateGlobalInventoryGlobalSkusInventory(TypedDict):
    global_warehouse_id: _Id
    quantity: int
class PublishGlobalProduct(TypedDict):
    publish_target: Collection[PublishGlobalProductPublishTarget]
class PublishGlobalProductPublishTarget(TypedDict):
    manufacturer_ids: NotRequired[Collection[_Id] | None]
    region: Literal["DE", "ES", "FR", "GB", "ID", "IE", "IT", "JP", "MY", "PH", "SG", "TH", "US", "VN", "MX", "AT", "BE", "CZ", "GR", "HU", "NL", "PO", "PT"] | str
    responsible_person_ids: NotRequired[Collection[_Id] | None]
    skus: Collection[PublishGlobalProductPublishTargetSkus]
class PublishGlobalProductPublishTargetSkus(TypedDict):
    fees: NotRequired[Collection[PublishGlobalProductPublishTargetSkusFees] | None]
    inventory: NotRequired[PublishGlobalProductPublishTargetSkusInventory | None]
    price: NotRequired[PublishGlobalProductPublishTargetSkusPrice | None]
    related_global_sku_id: _Id
class PublishGlobalProductPublishTargetSkusFees(TypedDict):
    additional_attribute: NotRequired[Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | str | None]
    amount: NotRequired[_Amount | None]
    type: NotRequired[Literal["PFAND"] | str | None]
class PublishGlobalProductPublishTargetSkusInventory(TypedDict):
    quantity: NotRequired[int | None]
    warehouse_id: NotRequired[_Id | None]
class PublishGlobalProductPublishTargetSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: Literal["EUR", "GBP", "IDR", "JPY", "MYR", "PHP", "SGD", "THB", "USD", "VND", "MXN", "BRL", "CZK", "HUF", "PLN"] | str
    sale_price: NotRequired[_Amount | None]
class RecommendSizeChart(TypedDict):
    images: NotRequired[Collection[RecommendSizeChartImages] | None]
class RecommendSizeChartImages(TypedDict):
    url: NotRequired[str | None]
class UploadProductImage(TypedDict):
    data: Upload | bytes
    use_case: NotRequired[Literal["MAIN_IMAGE", "ATTRIBUTE_IMAGE", "DESCRIPTION_IMAGE", "CERTIFICATION_IMAGE", "SIZE_CHART_IMAGE", "CUSTOMIZATION_IMAGE"] | str | None]
class InventorySearch(TypedDict):
    product_ids: NotRequired[Collection[_Id] | None]
    sku_ids: NotRequired[Collection[_Id] | None]
class DeleteProducts(TypedDict):
    product_ids: Collection[_Id]
class CreateProduct(TypedDict):
    brand_id: NotRequired[_Id | None]
    category_id: _Id
    category_version: NotRequired[Literal["v2", "v1"] | str | None]
    certifications: NotRequired[Collection[CreateProductCertifications] | None]
    delivery_option_ids: NotRequired[Collection[_Id] | None]
    description: str
    external_product_id: NotRequired[_Id | None]
    idempotency_key: NotRequired[str | None]
    is_cod_allowed: NotRequired[bool | None]
    is_not_for_sale: NotRequired[bool | None]
    is_pre_owned: NotRequired[bool | None]
    listing_platforms: NotRequired[Collection[Literal["TOKOPEDIA", "TIKTOK_SHOP"] | str] | None]
    main_images: Collection[CreateProductMainImages]
    manufacturer_ids: NotRequired[Collection[_Id] | None]
    minimum_order_quantity: NotRequired[int | None]
    package_dimensions: NotRequired[CreateProductPackageDimensions | None]
    package_weight: NotRequired[CreateProductPackageWeight | None]
    primary_combined_product_id: NotRequired[_Id | None]
    product_attributes: NotRequired[Collection[CreateProductProductAttributes] | None]
    responsible_person_ids: NotRequired[Collection[_Id] | None]
    save_mode: NotRequired[Literal["AS_DRAFT", "LISTING"] | str | None]
    shipping_insurance_requirement: NotRequired[Literal["REQUIRED", "OPTIONAL", "NOT_SUPPORTED"] | str | None]
    shipping_template_id: NotRequired[_Id | None]
    size_chart: NotRequired[CreateProductSizeChart | None]
    skus: Collection[CreateProductSkus]
    title: str
    video: NotRequired[CreateProductVideo | None]
    scheduled_sale: NotRequired[CreateProductScheduledSale | None]
    locale: NotRequired[Literal["de-DE", "en-GB", "en-IE", "en-US", "es-ES", "es-MX", "fr-FR", "id-ID", "it-IT", "ja-JP", "ms-MY", "pt-BR", "th-TH", "vi-VN", "zh-CN"] | str | None]
    auto_translate_enabled: NotRequired[bool | None]
    search_terms: NotRequired[Collection[str] | None]
    key_product_features: NotRequired[Collection[str] | None]
    product_tag_operations: NotRequired[Collection[CreateProductProductTagOperations] | None]
    purchase_order_quantity_limit: NotRequired[CreateProductPurchaseOrderQuantityLimit | None]
    selling_format: NotRequired[Literal["FIXED_PRICE", "FIXED_PRICE_AND_LIVE_AUCTION"] | str | None]
    is_live_quick: NotRequired[bool | None]
    is_blind_box: NotRequired[bool | None]
class CreateProductCertifications(TypedDict):
    expiration_date: NotRequired[_Time | None]
    files: NotRequired[Collection[CreateProductCertificationsFiles] | None]
    id: _Id
    images: NotRequired[Collection[CreateProductCertificationsImages] | None]
class CreateProductCertificationsFiles(TypedDict):
    format: str
    id: _Id
    name: str
class CreateProductCertificationsImages(TypedDict):
    uri: str
class CreateProductMainImages(TypedDict):
    uri: str
class CreateProductPackageDimensions(TypedDict):
    height: _Amount
    length: _Amount
    unit: Literal["CENTIMETER", "INCH"] | str
    width: _Amount
class CreateProductPackageWeight(TypedDict):
    unit: Literal["KILOGRAM", "POUND", "GRAM"] | str
    value: _Amount
class CreateProductProductAttributes(TypedDict):
    id: _Id
    values: Collection[CreateProductProductAttributesValues]
class CreateProductProductAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    metric_standard_info: NotRequired[CreateProductProductAttributesValuesMetricStandardInfo | None]
class CreateProductProductAttributesValuesMetricStandardInfo(TypedDict):
    id: NotRequired[_Id | None]
    metric_value_module_infos: NotRequired[Collection[CreateProductProductAttributesValuesMetricStandardInfoMetricValueModuleInfos] | None]
class CreateProductProductAttributesValuesMetricStandardInfoMetricValueModuleInfos(TypedDict):
    id: NotRequired[_Id | None]
    value: NotRequired[str | None]
    unit_id: NotRequired[_Id | None]
class CreateProductSizeChart(TypedDict):
    image: NotRequired[CreateProductSizeChartImage | None]
    template: NotRequired[CreateProductSizeChartTemplate | None]
class CreateProductSizeChartImage(TypedDict):
    uri: str
class CreateProductSizeChartTemplate(TypedDict):
    id: _Id
class CreateProductSkus(TypedDict):
    combined_skus: NotRequired[Collection[CreateProductSkusCombinedSkus] | None]
    external_list_prices: NotRequired[Collection[CreateProductSkusExternalListPrices] | None]
    external_sku_id: NotRequired[_Id | None]
    external_urls: NotRequired[Collection[str] | None]
    extra_identifier_codes: NotRequired[Collection[str] | None]
    fees: NotRequired[Collection[CreateProductSkusFees] | None]
    identifier_code: NotRequired[CreateProductSkusIdentifierCode | None]
    inventory: Collection[CreateProductSkusInventory]
    list_price: NotRequired[CreateProductSkusListPrice | None]
    pre_sale: NotRequired[CreateProductSkusPreSale | None]
    price: CreateProductSkusPrice
    sales_attributes: NotRequired[Collection[CreateProductSkusSalesAttributes] | None]
    seller_sku: NotRequired[str | None]
    sku_unit_count: NotRequired[_Amount | None]
    sku_dimensions: NotRequired[CreateProductSkusSkuDimensions | None]
    sku_weight: NotRequired[CreateProductSkusSkuWeight | None]
class CreateProductSkusCombinedSkus(TypedDict):
    product_id: _Id
    sku_count: int
    sku_id: _Id
class CreateProductSkusExternalListPrices(TypedDict):
    amount: _Amount
    currency: Literal["USD"] | str
    source: Literal["SHOPIFY_COMPARE_AT_PRICE"] | str
class CreateProductSkusFees(TypedDict):
    additional_attribute: NotRequired[Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | str | None]
    amount: NotRequired[_Amount | None]
    type: NotRequired[Literal["PFAND"] | str | None]
class CreateProductSkusIdentifierCode(TypedDict):
    code: NotRequired[str | None]
    type: NotRequired[Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | str | None]
class CreateProductSkusInventory(TypedDict):
    backorder_quantity: NotRequired[int | None]
    handling_time: NotRequired[int | None]
    quantity: NotRequired[int | None]
    warehouse_id: _Id
class CreateProductSkusListPrice(TypedDict):
    amount: _Amount
    currency: Literal["USD"] | str
class CreateProductSkusPreSale(TypedDict):
    fulfillment_type: NotRequired[CreateProductSkusPreSaleFulfillmentType | None]
    type: NotRequired[Literal["US", "PRE_ORDER", "MADE_TO_ORDER", "CUSTOM"] | str | None]
class CreateProductSkusPreSaleFulfillmentType(TypedDict):
    handling_duration_days: NotRequired[int | None]
    release_date: NotRequired[_Time | None]
class CreateProductSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: Literal["BRL", "EUR", "GBP", "IDR", "JPY", "MXN", "MYR", "PHP", "SGD", "THB", "USD", "VND"] | str
    sale_price: NotRequired[_Amount | None]
    starting_bid_price: NotRequired[str | None]
class CreateProductSkusSalesAttributes(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    sku_img: NotRequired[CreateProductSkusSalesAttributesSkuImg | None]
    supplementary_sku_images: NotRequired[Collection[CreateProductSkusSalesAttributesSupplementarySkuImages] | None]
    value_id: NotRequired[_Id | None]
    value_name: NotRequired[str | None]
class CreateProductSkusSalesAttributesSkuImg(TypedDict):
    uri: str
class CreateProductSkusSalesAttributesSupplementarySkuImages(TypedDict):
    uri: str
class CreateProductSkusSkuDimensions(TypedDict):
    length: str
    width: str
    height: str
    unit: Literal["CENTIMETER", "INCH"] | str
class CreateProductSkusSkuWeight(TypedDict):
    value: str
    unit: Literal["KILOGRAM", "POUND", "GRAM"] | str
class CreateProductVideo(TypedDict):
    id: _Id
class CreateProductScheduledSale(TypedDict):
    is_enabled_scheduled_sale: bool
    schedule_sale_time: int
class CreateProductProductTagOperations(TypedDict):
    product_tag: Literal["AUCTION"] | str
    enable: bool
class CreateProductPurchaseOrderQuantityLimit(TypedDict):
    maximum_order_quantity: NotRequired[int | None]
    cumulative_order_quantity: NotRequired[int | None]
class ActivateProducts(TypedDict):
    listing_platforms: NotRequired[Collection[Literal["TOKOPEDIA", "TIKTOK_SHOP"] | str] | None]
    product_ids: Collection[_Id]
class DeactivateProducts(TypedDict):
    listing_platforms: NotRequired[Collection[Literal["TOKOPEDIA", "TIKTOK_SHOP"] | str] | None]
    product_ids: Collection[_Id]
class CheckProductListing(TypedDict):
    brand_id: NotRequired[_Id | None]
    category_id: _Id
    certifications: NotRequired[Collection[CheckProductListingCertifications] | None]
    delivery_option_ids: NotRequired[Collection[_Id] | None]
    description: str
    external_product_id: NotRequired[_Id | None]
    is_cod_allowed: NotRequired[bool | None]
    is_pre_owned: NotRequired[bool | None]
    listing_platforms: NotRequired[Collection[Literal["TOKOPEDIA", "TIKTOK_SHOP"] | str] | None]
    main_images: Collection[CheckProductListingMainImages]
    manufacturer_ids: NotRequired[Collection[_Id] | None]
    minimum_order_quantity: NotRequired[int | None]
    option: NotRequired[CheckProductListingOption | None]
    package_dimensions: NotRequired[CheckProductListingPackageDimensions | None]
    package_weight: NotRequired[CheckProductListingPackageWeight | None]
    primary_combined_product_id: NotRequired[_Id | None]
    product_attributes: NotRequired[Collection[CheckProductListingProductAttributes] | None]
    responsible_person_ids: NotRequired[Collection[_Id] | None]
    shipping_insurance_requirement: NotRequired[Literal["REQUIRED", "OPTIONAL", "NOT_SUPPORTED"] | str | None]
    shipping_template_id: NotRequired[_Id | None]
    size_chart: NotRequired[CheckProductListingSizeChart | None]
    skus: Collection[CheckProductListingSkus]
    title: str
    video: NotRequired[CheckProductListingVideo | None]
    scheduled_sale: NotRequired[CheckProductListingScheduledSale | None]
    search_terms: NotRequired[Collection[str] | None]
    key_product_features: NotRequired[Collection[str] | None]
    product_tag_operations: NotRequired[Collection[CheckProductListingProductTagOperations] | None]
    locale: NotRequired[Literal["cs-CZ", "de-AT", "de-BE", "de-DE", "el-GR", "en-GB", "en-IE", "en-US", "es-ES", "es-MX", "fr-BE", "fr-FR", "hu-HU", "id-ID", "it-IT", "ja-JP", "ms-MY", "nl-BE", "nl-NL", "pl-PL", "pt-BR", "pt-PT", "th-TH", "vi-VN", "zh-CN"] | str | None]
    selling_format: NotRequired[Literal["FIXED_PRICE", "FIXED_PRICE_AND_LIVE_AUCTION"] | str | None]
    is_live_quick: NotRequired[bool | None]
class CheckProductListingCertifications(TypedDict):
    expiration_date: NotRequired[_Time | None]
    files: NotRequired[Collection[CheckProductListingCertificationsFiles] | None]
    id: _Id
    images: NotRequired[Collection[CheckProductListingCertificationsImages] | None]
class CheckProductListingCertificationsFiles(TypedDict):
    format: str
    id: _Id
    name: str
class CheckProductListingCertificationsImages(TypedDict):
    uri: str
class CheckProductListingMainImages(TypedDict):
    uri: str
class CheckProductListingOption(TypedDict):
    gne_async_check_session_id: NotRequired[_Id | None]
    need_trigger_gne_async_check: NotRequired[bool | None]
class CheckProductListingPackageDimensions(TypedDict):
    height: _Amount
    length: _Amount
    unit: Literal["CENTIMETER", "INCH"] | str
    width: _Amount
class CheckProductListingPackageWeight(TypedDict):
    unit: Literal["KILOGRAM", "POUND", "GRAM"] | str
    value: _Amount
class CheckProductListingProductAttributes(TypedDict):
    id: _Id
    values: Collection[CheckProductListingProductAttributesValues]
class CheckProductListingProductAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class CheckProductListingSizeChart(TypedDict):
    image: NotRequired[CheckProductListingSizeChartImage | None]
    template: NotRequired[CheckProductListingSizeChartTemplate | None]
class CheckProductListingSizeChartImage(TypedDict):
    uri: str
class CheckProductListingSizeChartTemplate(TypedDict):
    id: _Id
class CheckProductListingSkus(TypedDict):
    combined_skus: NotRequired[Collection[CheckProductListingSkusCombinedSkus] | None]
    external_list_prices: NotRequired[Collection[CheckProductListingSkusExternalListPrices] | None]
    external_sku_id: NotRequired[_Id | None]
    external_urls: NotRequired[Collection[str] | None]
    extra_identifier_codes: NotRequired[Collection[str] | None]
    fees: NotRequired[Collection[CheckProductListingSkusFees] | None]
    identifier_code: NotRequired[CheckProductListingSkusIdentifierCode | None]
    inventory: Collection[CheckProductListingSkusInventory]
    list_price: NotRequired[CheckProductListingSkusListPrice | None]
    pre_sale: NotRequired[CheckProductListingSkusPreSale | None]
    price: CheckProductListingSkusPrice
    sales_attributes: NotRequired[Collection[CheckProductListingSkusSalesAttributes] | None]
    seller_sku: NotRequired[str | None]
    sku_unit_count: NotRequired[_Amount | None]
    sku_dimensions: NotRequired[CheckProductListingSkusSkuDimensions | None]
    sku_weight: NotRequired[CheckProductListingSkusSkuWeight | None]
class CheckProductListingSkusCombinedSkus(TypedDict):
    product_id: _Id
    sku_count: int
    sku_id: _Id
class CheckProductListingSkusExternalListPrices(TypedDict):
    amount: _Amount
    currency: Literal["USD"] | str
    source: Literal["SHOPIFY_COMPARE_AT_PRICE"] | str
class CheckProductListingSkusFees(TypedDict):
    additional_attribute: NotRequired[Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | str | None]
    amount: NotRequired[_Amount | None]
    type: NotRequired[Literal["PFAND"] | str | None]
class CheckProductListingSkusIdentifierCode(TypedDict):
    code: NotRequired[str | None]
    type: NotRequired[Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | str | None]
class CheckProductListingSkusInventory(TypedDict):
    backorder_quantity: NotRequired[int | None]
    handling_time: NotRequired[int | None]
    quantity: NotRequired[int | None]
    warehouse_id: _Id
class CheckProductListingSkusListPrice(TypedDict):
    amount: _Amount
    currency: Literal["USD"] | str
class CheckProductListingSkusPreSale(TypedDict):
    fulfillment_type: NotRequired[CheckProductListingSkusPreSaleFulfillmentType | None]
    type: NotRequired[Literal["US", "PRE_ORDER", "MADE_TO_ORDER", "CUSTOM"] | str | None]
class CheckProductListingSkusPreSaleFulfillmentType(TypedDict):
    handling_duration_days: NotRequired[int | None]
    release_date: NotRequired[_Time | None]
class CheckProductListingSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: Literal["BRL", "EUR", "GBP", "IDR", "JPY", "MXN", "MYR", "PHP", "SGD", "THB", "USD", "VND", "CZK", "HUF", "PLN"] | str
    sale_price: NotRequired[_Amount | None]
    starting_bid_price: NotRequired[str | None]
class CheckProductListingSkusSalesAttributes(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    sku_img: NotRequired[CheckProductListingSkusSalesAttributesSkuImg | None]
    supplementary_sku_images: NotRequired[Collection[CheckProductListingSkusSalesAttributesSupplementarySkuImages] | None]
    value_id: NotRequired[_Id | None]
    value_name: NotRequired[str | None]
class CheckProductListingSkusSalesAttributesSkuImg(TypedDict):
    uri: str
class CheckProductListingSkusSalesAttributesSupplementarySkuImages(TypedDict):
    uri: str
class CheckProductListingSkusSkuDimensions(TypedDict):
    length: str
    width: str
    height: str
    unit: Literal["CENTIMETER", "INCH"] | str
class CheckProductListingSkusSkuWeight(TypedDict):
    value: str
    unit: Literal["KILOGRAM", "POUND", "GRAM"] | str
class CheckProductListingVideo(TypedDict):
    id: _Id
class CheckProductListingScheduledSale(TypedDict):
    is_enabled_scheduled_sale: bool
    schedule_sale_time: int
class CheckProductListingProductTagOperations(TypedDict):
    product_tag: Literal["AUCTION"] | str
    enable: bool
class RecoverProducts(TypedDict):
    product_ids: Collection[_Id]
class SearchProducts202309(TypedDict):
    create_time_ge: NotRequired[_Time | None]
    create_time_le: NotRequired[_Time | None]
    seller_skus: NotRequired[Collection[str] | None]
    status: NotRequired[Literal["ALL", "DRAFT", "PENDING", "FAILED", "ACTIVATE", "SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED", "FREEZE", "DELETED"] | str | None]
    update_time_ge: NotRequired[_Time | None]
    update_time_le: NotRequired[_Time | None]
class EditProduct202309(TypedDict):
    brand_id: NotRequired[_Id | None]
    category_id: NotRequired[_Id | None]
    category_version: NotRequired[Literal["v2", "v1"] | str | None]
    certifications: NotRequired[Collection[EditProduct202309Certifications] | None]
    delivery_option_ids: NotRequired[Collection[_Id] | None]
    description: NotRequired[str | None]
    external_product_id: NotRequired[_Id | None]
    is_cod_allowed: NotRequired[bool | None]
    is_pre_owned: NotRequired[bool | None]
    listing_platforms: NotRequired[Collection[Literal["TOKOPEDIA", "TIKTOK_SHOP"] | str] | None]
    main_images: NotRequired[Collection[EditProduct202309MainImages] | None]
    manufacturer_ids: NotRequired[Collection[_Id] | None]
    minimum_order_quantity: NotRequired[int | None]
    package_dimensions: NotRequired[EditProduct202309PackageDimensions | None]
    package_weight: NotRequired[EditProduct202309PackageWeight | None]
    product_attributes: NotRequired[Collection[EditProduct202309ProductAttributes] | None]
    replicated_products: NotRequired[Collection[EditProduct202309ReplicatedProducts] | None]
    responsible_person_ids: NotRequired[Collection[_Id] | None]
    save_mode: NotRequired[Literal["AS_DRAFT", "LISTING"] | str | None]
    shipping_insurance_requirement: NotRequired[Literal["REQUIRED", "OPTIONAL", "NOT_SUPPORTED"] | str | None]
    shipping_template_id: NotRequired[_Id | None]
    size_chart: NotRequired[EditProduct202309SizeChart | None]
    skus: NotRequired[Collection[EditProduct202309Skus] | None]
    subscribe_info_edit: NotRequired[EditProduct202309SubscribeInfoEdit | None]
    title: NotRequired[str | None]
    video: NotRequired[EditProduct202309Video | None]
class EditProduct202309Certifications(TypedDict):
    expiration_date: NotRequired[_Time | None]
    files: NotRequired[Collection[EditProduct202309CertificationsFiles] | None]
    id: NotRequired[_Id | None]
    images: NotRequired[Collection[EditProduct202309CertificationsImages] | None]
class EditProduct202309CertificationsFiles(TypedDict):
    format: NotRequired[str | None]
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class EditProduct202309CertificationsImages(TypedDict):
    uri: NotRequired[str | None]
class EditProduct202309MainImages(TypedDict):
    uri: NotRequired[str | None]
class EditProduct202309PackageDimensions(TypedDict):
    height: NotRequired[_Amount | None]
    length: NotRequired[_Amount | None]
    unit: NotRequired[Literal["CENTIMETER", "INCH"] | str | None]
    width: NotRequired[_Amount | None]
class EditProduct202309PackageWeight(TypedDict):
    unit: NotRequired[Literal["KILOGRAM", "POUND", "GRAM"] | str | None]
    value: NotRequired[_Amount | None]
class EditProduct202309ProductAttributes(TypedDict):
    id: NotRequired[_Id | None]
    values: NotRequired[Collection[EditProduct202309ProductAttributesValues] | None]
class EditProduct202309ProductAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class EditProduct202309ReplicatedProducts(TypedDict):
    region: NotRequired[Literal["DE", "ES", "FR", "GB", "ID", "IE", "IT", "JP", "MY", "PH", "SG", "TH", "US", "VN"] | str | None]
    skus: NotRequired[Collection[EditProduct202309ReplicatedProductsSkus] | None]
class EditProduct202309ReplicatedProductsSkus(TypedDict):
    id: NotRequired[_Id | None]
    inventory: NotRequired[Collection[EditProduct202309ReplicatedProductsSkusInventory] | None]
    price: NotRequired[EditProduct202309ReplicatedProductsSkusPrice | None]
    seller_sku: NotRequired[str | None]
class EditProduct202309ReplicatedProductsSkusInventory(TypedDict):
    quantity: NotRequired[int | None]
    warehouse_id: NotRequired[_Id | None]
class EditProduct202309ReplicatedProductsSkusPrice(TypedDict):
    currency: NotRequired[Literal["EUR", "GBP", "IDR", "JPY", "MYR", "PHP", "SGD", "THB", "USD", "VND"] | str | None]
    sale_price: NotRequired[_Amount | None]
class EditProduct202309SizeChart(TypedDict):
    image: NotRequired[EditProduct202309SizeChartImage | None]
    template: NotRequired[EditProduct202309SizeChartTemplate | None]
class EditProduct202309SizeChartImage(TypedDict):
    uri: NotRequired[str | None]
class EditProduct202309SizeChartTemplate(TypedDict):
    id: NotRequired[_Id | None]
class EditProduct202309Skus(TypedDict):
    combined_skus: NotRequired[Collection[EditProduct202309SkusCombinedSkus] | None]
    external_list_prices: NotRequired[Collection[EditProduct202309SkusExternalListPrices] | None]
    external_sku_id: NotRequired[_Id | None]
    external_urls: NotRequired[Collection[str] | None]
    extra_identifier_codes: NotRequired[Collection[str] | None]
    fees: NotRequired[Collection[EditProduct202309SkusFees] | None]
    id: NotRequired[_Id | None]
    identifier_code: NotRequired[EditProduct202309SkusIdentifierCode | None]
    inventory: NotRequired[Collection[EditProduct202309SkusInventory] | None]
    list_price: NotRequired[EditProduct202309SkusListPrice | None]
    pre_sale: NotRequired[EditProduct202309SkusPreSale | None]
    price: NotRequired[EditProduct202309SkusPrice | None]
    sales_attributes: NotRequired[Collection[EditProduct202309SkusSalesAttributes] | None]
    seller_sku: NotRequired[str | None]
    sku_unit_count: NotRequired[_Amount | None]
class EditProduct202309SkusCombinedSkus(TypedDict):
    product_id: NotRequired[_Id | None]
    sku_count: NotRequired[int | None]
    sku_id: NotRequired[_Id | None]
class EditProduct202309SkusExternalListPrices(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[Literal["USD"] | str | None]
    source: NotRequired[Literal["SHOPIFY_COMPARE_AT_PRICE"] | str | None]
class EditProduct202309SkusFees(TypedDict):
    additional_attribute: NotRequired[Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | str | None]
    amount: NotRequired[_Amount | None]
    type: NotRequired[Literal["PFAND"] | str | None]
class EditProduct202309SkusIdentifierCode(TypedDict):
    code: NotRequired[str | None]
    type: NotRequired[Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | str | None]
class EditProduct202309SkusInventory(TypedDict):
    quantity: NotRequired[int | None]
    warehouse_id: NotRequired[_Id | None]
class EditProduct202309SkusListPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[Literal["USD"] | str | None]
class EditProduct202309SkusPreSale(TypedDict):
    fulfillment_type: NotRequired[EditProduct202309SkusPreSaleFulfillmentType | None]
    type: NotRequired[Literal["US", "PRE_ORDER", "MADE_TO_ORDER", "CUSTOM", "ALL", "NONE"] | str | None]
class EditProduct202309SkusPreSaleFulfillmentType(TypedDict):
    handling_duration_days: NotRequired[int | None]
    release_date: NotRequired[_Time | None]
class EditProduct202309SkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[Literal["BRL", "EUR", "GBP", "IDR", "JPY", "MXN", "MYR", "PHP", "SGD", "THB", "USD", "VND"] | str | None]
    sale_price: NotRequired[_Amount | None]
class EditProduct202309SkusSalesAttributes(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    sku_img: NotRequired[EditProduct202309SkusSalesAttributesSkuImg | None]
    supplementary_sku_images: NotRequired[Collection[EditProduct202309SkusSalesAttributesSupplementarySkuImages] | None]
    value_id: NotRequired[_Id | None]
    value_name: NotRequired[str | None]
class EditProduct202309SkusSalesAttributesSkuImg(TypedDict):
    uri: NotRequired[str | None]
class EditProduct202309SkusSalesAttributesSupplementarySkuImages(TypedDict):
    uri: NotRequired[str | None]
class EditProduct202309SubscribeInfoEdit(TypedDict):
    discount_details: NotRequired[Collection[EditProduct202309SubscribeInfoEditDiscountDetails] | None]
    subscribe_status: NotRequired[Literal["ENABLED", "NOT_ENABLED"] | str | None]
class EditProduct202309SubscribeInfoEditDiscountDetails(TypedDict):
    discount_level: NotRequired[Literal["REGULAR", "FIRST_ORDER", "RETENTION"] | str | None]
    discount_value: NotRequired[int | None]
class EditProduct202309Video(TypedDict):
    id: NotRequired[_Id | None]
class UpdateInventory(TypedDict):
    skus: Collection[UpdateInventorySkus]
class UpdateInventorySkus(TypedDict):
    id: _Id
    inventory: Collection[UpdateInventorySkusInventory]
class UpdateInventorySkusInventory(TypedDict):
    backorder_quantity: NotRequired[int | None]
    handling_time: NotRequired[int | None]
    quantity: int
    warehouse_id: NotRequired[_Id | None]
class PartialEditProduct202309(TypedDict):
    brand_id: NotRequired[_Id | None]
    certifications: NotRequired[Collection[PartialEditProduct202309Certifications] | None]
    description: NotRequired[str | None]
    external_product_id: NotRequired[_Id | None]
    is_cod_allowed: NotRequired[bool | None]
    listing_platforms: NotRequired[Collection[Literal["TOKOPEDIA", "TIKTOK_SHOP"] | str] | None]
    main_images: NotRequired[Collection[PartialEditProduct202309MainImages] | None]
    manufacturer_ids: NotRequired[Collection[_Id] | None]
    package_dimensions: NotRequired[PartialEditProduct202309PackageDimensions | None]
    package_weight: NotRequired[PartialEditProduct202309PackageWeight | None]
    product_attributes: NotRequired[Collection[PartialEditProduct202309ProductAttributes] | None]
    replicated_products: NotRequired[Collection[PartialEditProduct202309ReplicatedProducts] | None]
    responsible_person_ids: NotRequired[Collection[_Id] | None]
    save_mode: NotRequired[Literal["AS_DRAFT", "LISTING"] | str | None]
    size_chart: NotRequired[PartialEditProduct202309SizeChart | None]
    skus: NotRequired[Collection[PartialEditProduct202309Skus] | None]
    subscribe_info_edit: NotRequired[PartialEditProduct202309SubscribeInfoEdit | None]
    title: NotRequired[str | None]
    video: NotRequired[PartialEditProduct202309Video | None]
class PartialEditProduct202309Certifications(TypedDict):
    expiration_date: NotRequired[_Time | None]
    files: NotRequired[Collection[PartialEditProduct202309CertificationsFiles] | None]
    id: NotRequired[_Id | None]
    images: NotRequired[Collection[PartialEditProduct202309CertificationsImages] | None]
class PartialEditProduct202309CertificationsFiles(TypedDict):
    format: NotRequired[str | None]
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class PartialEditProduct202309CertificationsImages(TypedDict):
    uri: NotRequired[str | None]
class PartialEditProduct202309MainImages(TypedDict):
    uri: NotRequired[str | None]
class PartialEditProduct202309PackageDimensions(TypedDict):
    height: NotRequired[_Amount | None]
    length: NotRequired[_Amount | None]
    unit: NotRequired[Literal["CENTIMETER", "INCH"] | str | None]
    width: NotRequired[_Amount | None]
class PartialEditProduct202309PackageWeight(TypedDict):
    unit: NotRequired[Literal["KILOGRAM", "POUND", "GRAM"] | str | None]
    value: NotRequired[_Amount | None]
class PartialEditProduct202309ProductAttributes(TypedDict):
    id: NotRequired[_Id | None]
    values: NotRequired[Collection[PartialEditProduct202309ProductAttributesValues] | None]
class PartialEditProduct202309ProductAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class PartialEditProduct202309ReplicatedProducts(TypedDict):
    region: NotRequired[Literal["DE", "ES", "FR", "GB", "ID", "IE", "IT", "JP", "MY", "PH", "SG", "TH", "US", "VN"] | str | None]
    skus: NotRequired[Collection[PartialEditProduct202309ReplicatedProductsSkus] | None]
class PartialEditProduct202309ReplicatedProductsSkus(TypedDict):
    external_sku_id: NotRequired[_Id | None]
    id: NotRequired[_Id | None]
    inventory: NotRequired[Collection[PartialEditProduct202309ReplicatedProductsSkusInventory] | None]
    price: NotRequired[PartialEditProduct202309ReplicatedProductsSkusPrice | None]
    seller_sku: NotRequired[str | None]
class PartialEditProduct202309ReplicatedProductsSkusInventory(TypedDict):
    quantity: NotRequired[int | None]
    warehouse_id: NotRequired[_Id | None]
class PartialEditProduct202309ReplicatedProductsSkusPrice(TypedDict):
    currency: NotRequired[Literal["EUR", "GBP", "IDR", "JPY", "MYR", "PHP", "SGD", "THB", "USD", "VND"] | str | None]
    sale_price: NotRequired[_Amount | None]
class PartialEditProduct202309SizeChart(TypedDict):
    image: NotRequired[PartialEditProduct202309SizeChartImage | None]
    template: NotRequired[PartialEditProduct202309SizeChartTemplate | None]
class PartialEditProduct202309SizeChartImage(TypedDict):
    uri: NotRequired[str | None]
class PartialEditProduct202309SizeChartTemplate(TypedDict):
    id: NotRequired[_Id | None]
class PartialEditProduct202309Skus(TypedDict):
    external_list_prices: NotRequired[Collection[PartialEditProduct202309SkusExternalListPrices] | None]
    external_sku_id: NotRequired[_Id | None]
    external_urls: NotRequired[Collection[str] | None]
    extra_identifier_codes: NotRequired[Collection[str] | None]
    fees: NotRequired[Collection[PartialEditProduct202309SkusFees] | None]
    id: NotRequired[_Id | None]
    identifier_code: NotRequired[PartialEditProduct202309SkusIdentifierCode | None]
    inventory: NotRequired[Collection[PartialEditProduct202309SkusInventory] | None]
    list_price: NotRequired[PartialEditProduct202309SkusListPrice | None]
    pre_sale: NotRequired[PartialEditProduct202309SkusPreSale | None]
    price: NotRequired[PartialEditProduct202309SkusPrice | None]
    sales_attributes: NotRequired[Collection[PartialEditProduct202309SkusSalesAttributes] | None]
    seller_sku: NotRequired[str | None]
    sku_unit_count: NotRequired[_Amount | None]
class PartialEditProduct202309SkusExternalListPrices(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[Literal["USD"] | str | None]
    source: NotRequired[Literal["SHOPIFY_COMPARE_AT_PRICE"] | str | None]
class PartialEditProduct202309SkusFees(TypedDict):
    additional_attribute: NotRequired[Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | str | None]
    amount: NotRequired[_Amount | None]
    type: NotRequired[Literal["PFAND"] | str | None]
class PartialEditProduct202309SkusIdentifierCode(TypedDict):
    code: NotRequired[str | None]
    type: NotRequired[Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | str | None]
class PartialEditProduct202309SkusInventory(TypedDict):
    quantity: NotRequired[int | None]
    warehouse_id: NotRequired[_Id | None]
class PartialEditProduct202309SkusListPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[Literal["USD"] | str | None]
class PartialEditProduct202309SkusPreSale(TypedDict):
    fulfillment_type: NotRequired[PartialEditProduct202309SkusPreSaleFulfillmentType | None]
    type: NotRequired[Literal["US", "PRE_ORDER", "MADE_TO_ORDER", "CUSTOM"] | str | None]
class PartialEditProduct202309SkusPreSaleFulfillmentType(TypedDict):
    handling_duration_days: NotRequired[int | None]
    release_date: NotRequired[_Time | None]
class PartialEditProduct202309SkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[Literal["BRL", "EUR", "GBP", "IDR", "JPY", "MXN", "MYR", "PHP", "SGD", "THB", "USD", "VND"] | str | None]
    sale_price: NotRequired[_Amount | None]
class PartialEditProduct202309SkusSalesAttributes(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    sku_img: NotRequired[PartialEditProduct202309SkusSalesAttributesSkuImg | None]
    supplementary_sku_images: NotRequired[Collection[PartialEditProduct202309SkusSalesAttributesSupplementarySkuImages] | None]
    value_id: NotRequired[_Id | None]
    value_name: NotRequired[str | None]
class PartialEditProduct202309SkusSalesAttributesSkuImg(TypedDict):
    uri: NotRequired[str | None]
class PartialEditProduct202309SkusSalesAttributesSupplementarySkuImages(TypedDict):
    uri: NotRequired[str | None]
class PartialEditProduct202309SubscribeInfoEdit(TypedDict):
    discount_details: NotRequired[Collection[PartialEditProduct202309SubscribeInfoEditDiscountDetails] | None]
    subscribe_status: NotRequired[Literal["ENABLED", "NOT_ENABLED"] | str | None]
class PartialEditProduct202309SubscribeInfoEditDiscountDetails(TypedDict):
    discount_level: NotRequired[Literal["REGULAR", "FIRST_ORDER", "RETENTION"] | str | None]
    discount_value: NotRequired[int | None]
class PartialEditProduct202309Video(TypedDict):
    id: NotRequired[_Id | None]
class UpdatePrice(TypedDict):
    skus: Collection[UpdatePriceSkus]
class UpdatePriceSkus(TypedDict):
    external_list_prices: NotRequired[Collection[UpdatePriceSkusExternalListPrices] | None]
    id: _Id
    list_price: NotRequired[UpdatePriceSkusListPrice | None]
    price: UpdatePriceSkusPrice
class UpdatePriceSkusExternalListPrices(TypedDict):
    amount: _Amount
    currency: Literal["USD"] | str
    source: Literal["SHOPIFY_COMPARE_AT_PRICE"] | str
class UpdatePriceSkusListPrice(TypedDict):
    amount: _Amount
    currency: Literal["USD"] | str
class UpdatePriceSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: Literal["BRL", "EUR", "GBP", "IDR", "JPY", "MXN", "MYR", "PHP", "SGD", "THB", "USD", "VND", "CZK", "HUF", "PLN"] | str
    sale_price: NotRequired[_Amount | None]
class SearchGlobalProducts(TypedDict):
    create_time_ge: NotRequired[_Time | None]
    create_time_le: NotRequired[_Time | None]
    seller_skus: NotRequired[Collection[str] | None]
    status: NotRequired[Literal["PUBLISHED", "UNPUBLISHED", "DRAFT", "DELETED"] | str | None]
    update_time_ge: NotRequired[_Time | None]
    update_time_le: NotRequired[_Time | None]
class SearchProducts202312(TypedDict):
    audit_status: NotRequired[Collection[Literal["AUDITING", "FAILED", "APPROVED"] | str] | None]
    category_version: NotRequired[Literal["v2", "v1"] | str | None]
    create_time_ge: NotRequired[_Time | None]
    create_time_le: NotRequired[_Time | None]
    listing_platforms: NotRequired[Collection[Literal["TOKOPEDIA", "TIKTOK_SHOP"] | str] | None]
    listing_quality_tier: NotRequired[Literal["POOR", "FAIR", "GOOD"] | str | None]
    seller_skus: NotRequired[Collection[str] | None]
    sku_ids: NotRequired[Collection[_Id] | None]
    status: NotRequired[Literal["ALL", "DRAFT", "PENDING", "FAILED", "ACTIVATE", "SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED", "FREEZE", "DELETED"] | str | None]
    update_time_ge: NotRequired[_Time | None]
    update_time_le: NotRequired[_Time | None]
class CheckGlobalProductListing(TypedDict):
    brand_id: NotRequired[_Id | None]
    category_id: NotRequired[_Id | None]
    certifications: NotRequired[Collection[CheckGlobalProductListingCertifications] | None]
    description: NotRequired[str | None]
    main_images: NotRequired[Collection[CheckGlobalProductListingMainImages] | None]
    manufacturer: NotRequired[CheckGlobalProductListingManufacturer | None]
    package_dimensions: NotRequired[CheckGlobalProductListingPackageDimensions | None]
    package_weight: NotRequired[CheckGlobalProductListingPackageWeight | None]
    product_attributes: NotRequired[Collection[CheckGlobalProductListingProductAttributes] | None]
    size_chart: NotRequired[CheckGlobalProductListingSizeChart | None]
    skus: NotRequired[Collection[CheckGlobalProductListingSkus] | None]
    title: NotRequired[str | None]
    video: NotRequired[CheckGlobalProductListingVideo | None]
class CheckGlobalProductListingCertifications(TypedDict):
    files: NotRequired[Collection[CheckGlobalProductListingCertificationsFiles] | None]
    id: NotRequired[_Id | None]
    images: NotRequired[Collection[CheckGlobalProductListingCertificationsImages] | None]
class CheckGlobalProductListingCertificationsFiles(TypedDict):
    format: NotRequired[str | None]
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class CheckGlobalProductListingCertificationsImages(TypedDict):
    uri: NotRequired[str | None]
class CheckGlobalProductListingMainImages(TypedDict):
    uri: NotRequired[str | None]
class CheckGlobalProductListingManufacturer(TypedDict):
    address: NotRequired[str | None]
    email: NotRequired[str | None]
    name: NotRequired[str | None]
    phone_number: NotRequired[str | None]
class CheckGlobalProductListingPackageDimensions(TypedDict):
    height: NotRequired[_Amount | None]
    length: NotRequired[_Amount | None]
    unit: NotRequired[str | None]
    width: NotRequired[_Amount | None]
class CheckGlobalProductListingPackageWeight(TypedDict):
    unit: NotRequired[str | None]
    value: NotRequired[_Amount | None]
class CheckGlobalProductListingProductAttributes(TypedDict):
    id: NotRequired[_Id | None]
    values: NotRequired[Collection[CheckGlobalProductListingProductAttributesValues] | None]
class CheckGlobalProductListingProductAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class CheckGlobalProductListingSizeChart(TypedDict):
    image: NotRequired[CheckGlobalProductListingSizeChartImage | None]
    template: NotRequired[CheckGlobalProductListingSizeChartTemplate | None]
class CheckGlobalProductListingSizeChartImage(TypedDict):
    uri: NotRequired[str | None]
class CheckGlobalProductListingSizeChartTemplate(TypedDict):
    id: NotRequired[_Id | None]
class CheckGlobalProductListingSkus(TypedDict):
    global_quantity: NotRequired[int | None]
    identifier_code: NotRequired[CheckGlobalProductListingSkusIdentifierCode | None]
    inventory: NotRequired[Collection[CheckGlobalProductListingSkusInventory] | None]
    price: NotRequired[CheckGlobalProductListingSkusPrice | None]
    sales_attributes: NotRequired[Collection[CheckGlobalProductListingSkusSalesAttributes] | None]
    seller_sku: NotRequired[str | None]
    sku_unit_count: NotRequired[_Id | None]
class CheckGlobalProductListingSkusIdentifierCode(TypedDict):
    code: NotRequired[str | None]
    type: NotRequired[str | None]
class CheckGlobalProductListingSkusInventory(TypedDict):
    global_warehouse_id: NotRequired[_Id | None]
    quantity: NotRequired[int | None]
class CheckGlobalProductListingSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[str | None]
class CheckGlobalProductListingSkusSalesAttributes(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    sku_img: NotRequired[CheckGlobalProductListingSkusSalesAttributesSkuImg | None]
    value_id: NotRequired[_Id | None]
    value_name: NotRequired[str | None]
class CheckGlobalProductListingSkusSalesAttributesSkuImg(TypedDict):
    uri: NotRequired[str | None]
class CheckGlobalProductListingVideo(TypedDict):
    id: NotRequired[_Id | None]
class OptimizeImages(TypedDict):
    images: NotRequired[Collection[OptimizeImagesImages] | None]
class OptimizeImagesImages(TypedDict):
    optimization_mode: NotRequired[Collection[Literal["WHITE_BACKGROUND"] | str] | None]
    uri: NotRequired[str | None]
class CreateCategoryUpgradeTask(TypedDict):
    ...
class SearchSizeCharts(TypedDict):
    ids: NotRequired[Collection[_Id] | None]
    keyword: NotRequired[str | None]
    size_chart_mode: NotRequired[Literal["PRODUCT_SCOPED", "REUSABLE_TEMPLATE"] | str | None]
class UploadCandidateProducts(TypedDict):
    candidate_products: NotRequired[Collection[UploadCandidateProductsCandidateProducts] | None]
class UploadCandidateProductsCandidateProducts(TypedDict):
    description: NotRequired[str | None]
    external_category_name: NotRequired[str | None]
    external_product_id: NotRequired[_Id | None]
    images: NotRequired[Collection[UploadCandidateProductsCandidateProductsImages] | None]
    opportunity_matching_end_time: NotRequired[_Time | None]
    skus: NotRequired[Collection[UploadCandidateProductsCandidateProductsSkus] | None]
    title: NotRequired[str | None]
class UploadCandidateProductsCandidateProductsImages(TypedDict):
    uri: NotRequired[str | None]
class UploadCandidateProductsCandidateProductsSkus(TypedDict):
    price: NotRequired[UploadCandidateProductsCandidateProductsSkusPrice | None]
    sales_attributes: NotRequired[Collection[UploadCandidateProductsCandidateProductsSkusSalesAttributes] | None]
class UploadCandidateProductsCandidateProductsSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[Literal["USD"] | str | None]
class UploadCandidateProductsCandidateProductsSkusSalesAttributes(TypedDict):
    name: NotRequired[str | None]
    sku_images: NotRequired[Collection[UploadCandidateProductsCandidateProductsSkusSalesAttributesSkuImages] | None]
    value: NotRequired[str | None]
class UploadCandidateProductsCandidateProductsSkusSalesAttributesSkuImages(TypedDict):
    uri: NotRequired[str | None]
class PartialEditCandidateProducts(TypedDict):
    candidate_products: NotRequired[Collection[PartialEditCandidateProductsCandidateProducts] | None]
class PartialEditCandidateProductsCandidateProducts(TypedDict):
    description: NotRequired[str | None]
    external_category_name: NotRequired[str | None]
    external_product_id: NotRequired[_Id | None]
    images: NotRequired[Collection[PartialEditCandidateProductsCandidateProductsImages] | None]
    opportunity_matching_end_time: NotRequired[_Time | None]
    skus: NotRequired[Collection[PartialEditCandidateProductsCandidateProductsSkus] | None]
    title: NotRequired[str | None]
class PartialEditCandidateProductsCandidateProductsImages(TypedDict):
    uri: NotRequired[str | None]
class PartialEditCandidateProductsCandidateProductsSkus(TypedDict):
    price: NotRequired[PartialEditCandidateProductsCandidateProductsSkusPrice | None]
    sales_attributes: NotRequired[Collection[PartialEditCandidateProductsCandidateProductsSkusSalesAttributes] | None]
class PartialEditCandidateProductsCandidateProductsSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[Literal["USD"] | str | None]
class PartialEditCandidateProductsCandidateProductsSkusSalesAttributes(TypedDict):
    name: NotRequired[str | None]
    sku_images: NotRequired[Collection[PartialEditCandidateProductsCandidateProductsSkusSalesAttributesSkuImages] | None]
    value: NotRequired[str | None]
class PartialEditCandidateProductsCandidateProductsSkusSalesAttributesSkuImages(TypedDict):
    uri: NotRequired[str | None]
class SearchCandidateProducts(TypedDict):
    external_product_ids: NotRequired[Collection[_Id] | None]
    opportunity_matching_statuses: NotRequired[Collection[Literal["PENDING", "MATCHED", "NOT_MATCHED"] | str] | None]
class CreateManufacturer(TypedDict):
    address: str
    email: str
    locale: NotRequired[Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT"] | str | None]
    name: str
    phone_number: CreateManufacturerPhoneNumber
    registered_trade_name: NotRequired[str | None]
class CreateManufacturerPhoneNumber(TypedDict):
    availability: NotRequired[Literal["AVAILABLE", "UNAVAILABLE"] | str | None]
    country_code: NotRequired[str | None]
    local_number: NotRequired[_Id | None]
class SearchManufacturers202409(TypedDict):
    keyword: NotRequired[str | None]
    manufacturer_ids: NotRequired[Collection[_Id] | None]
class PartialEditManufacturer(TypedDict):
    address: NotRequired[str | None]
    email: NotRequired[str | None]
    locale: NotRequired[Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT"] | str | None]
    name: NotRequired[str | None]
    phone_number: NotRequired[PartialEditManufacturerPhoneNumber | None]
    registered_trade_name: NotRequired[str | None]
class PartialEditManufacturerPhoneNumber(TypedDict):
    availability: NotRequired[Literal["AVAILABLE", "UNAVAILABLE"] | str | None]
    country_code: NotRequired[str | None]
    local_number: NotRequired[_Id | None]
class CreateResponsiblePerson(TypedDict):
    address: CreateResponsiblePersonAddress
    email: str
    locale: NotRequired[Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT"] | str | None]
    name: str
    phone_number: CreateResponsiblePersonPhoneNumber
class CreateResponsiblePersonAddress(TypedDict):
    city: NotRequired[str | None]
    country: str
    district: NotRequired[str | None]
    postal_code: str
    province: NotRequired[str | None]
    street_address_line1: str
    street_address_line2: NotRequired[str | None]
class CreateResponsiblePersonPhoneNumber(TypedDict):
    country_code: str
    local_number: _Id
class SearchResponsiblePersons202409(TypedDict):
    keyword: NotRequired[str | None]
    responsible_person_ids: NotRequired[Collection[_Id] | None]
class PartialEditResponsiblePerson(TypedDict):
    address: NotRequired[PartialEditResponsiblePersonAddress | None]
    email: NotRequired[str | None]
    locale: NotRequired[Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT"] | str | None]
    name: NotRequired[str | None]
    phone_number: NotRequired[PartialEditResponsiblePersonPhoneNumber | None]
class PartialEditResponsiblePersonAddress(TypedDict):
    city: NotRequired[str | None]
    country: str
    district: NotRequired[str | None]
    postal_code: str
    province: NotRequired[str | None]
    street_address_line1: str
    street_address_line2: NotRequired[str | None]
class PartialEditResponsiblePersonPhoneNumber(TypedDict):
    country_code: str
    local_number: _Id
class SearchOpportunities(TypedDict):
    opportunity_ids: NotRequired[Collection[_Id] | None]
class ApplyOpportunities(TypedDict):
    opportunity_ids: NotRequired[Collection[_Id] | None]
class DiagnoseAndOptimizeProduct(TypedDict):
    brand_id: NotRequired[_Id | None]
    category_id: _Id
    description: NotRequired[str | None]
    main_images: NotRequired[Collection[DiagnoseAndOptimizeProductMainImages] | None]
    optimization_fields: NotRequired[Collection[Literal["TITLE", "DESCRIPTION", "IMAGE", "ALL", "NONE"] | str] | None]
    product_attributes: NotRequired[Collection[DiagnoseAndOptimizeProductProductAttributes] | None]
    product_id: NotRequired[_Id | None]
    size_chart: NotRequired[DiagnoseAndOptimizeProductSizeChart | None]
    title: NotRequired[str | None]
class DiagnoseAndOptimizeProductMainImages(TypedDict):
    uri: NotRequired[str | None]
class DiagnoseAndOptimizeProductProductAttributes(TypedDict):
    id: NotRequired[_Id | None]
    values: NotRequired[Collection[DiagnoseAndOptimizeProductProductAttributesValues] | None]
class DiagnoseAndOptimizeProductProductAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class DiagnoseAndOptimizeProductSizeChart(TypedDict):
    image: NotRequired[DiagnoseAndOptimizeProductSizeChartImage | None]
    template: NotRequired[DiagnoseAndOptimizeProductSizeChartTemplate | None]
class DiagnoseAndOptimizeProductSizeChartImage(TypedDict):
    uri: NotRequired[str | None]
class DiagnoseAndOptimizeProductSizeChartTemplate(TypedDict):
    id: NotRequired[_Id | None]
class CreateAttributeRecommendationRequest(TypedDict):
    external_product: NotRequired[CreateAttributeRecommendationRequestExternalProduct | None]
class CreateAttributeRecommendationRequestExternalProduct(TypedDict):
    description: NotRequired[str | None]
    external_product_id: NotRequired[_Id | None]
    images: NotRequired[Collection[CreateAttributeRecommendationRequestExternalProductImages] | None]
    is_existing_product: NotRequired[bool | None]
    other_product_data: NotRequired[str | None]
    skus: NotRequired[Collection[CreateAttributeRecommendationRequestExternalProductSkus] | None]
    title: NotRequired[str | None]
    tts_category_id: NotRequired[_Id | None]
    vendor_name: NotRequired[str | None]
    version: NotRequired[str | None]
class CreateAttributeRecommendationRequestExternalProductImages(TypedDict):
    uri: NotRequired[str | None]
class CreateAttributeRecommendationRequestExternalProductSkus(TypedDict):
    sales_attributes: NotRequired[Collection[CreateAttributeRecommendationRequestExternalProductSkusSalesAttributes] | None]
class CreateAttributeRecommendationRequestExternalProductSkusSalesAttributes(TypedDict):
    name: NotRequired[str | None]
    sku_images: NotRequired[Collection[CreateAttributeRecommendationRequestExternalProductSkusSalesAttributesSkuImages] | None]
    value: NotRequired[str | None]
class CreateAttributeRecommendationRequestExternalProductSkusSalesAttributesSkuImages(TypedDict):
    uri: NotRequired[str | None]
class SearchManufacturers(TypedDict):
    keyword: NotRequired[str | None]
    locales: NotRequired[Collection[Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT"] | str] | None]
    manufacturer_ids: NotRequired[Collection[_Id] | None]
class SearchResponsiblePersons(TypedDict):
    keyword: NotRequired[str | None]
    locales: NotRequired[Collection[Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT"] | str] | None]
    responsible_person_ids: NotRequired[Collection[_Id] | None]
class SearchProducts(TypedDict):
    audit_status: NotRequired[Collection[Literal["AUDITING", "FAILED", "APPROVED"] | str] | None]
    category_version: NotRequired[Literal["v2", "v1"] | str | None]
    create_time_ge: NotRequired[_Time | None]
    create_time_le: NotRequired[_Time | None]
    listing_platforms: NotRequired[Collection[Literal["TOKOPEDIA", "TIKTOK_SHOP"] | str] | None]
    listing_quality_tiers: NotRequired[Collection[Literal["POOR", "FAIR", "GOOD", "EXCELLENT"] | str] | None]
    return_draft_version: NotRequired[bool | None]
    seller_skus: NotRequired[Collection[str] | None]
    sku_ids: NotRequired[Collection[_Id] | None]
    sns_filter: NotRequired[Literal["CONFIGURED", "ELIGIBLE"] | str | None]
    status: NotRequired[Literal["ALL", "DRAFT", "PENDING", "FAILED", "ACTIVATE", "SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED", "FREEZE", "DELETED"] | str | None]
    update_time_ge: NotRequired[_Time | None]
    update_time_le: NotRequired[_Time | None]
    locale: NotRequired[Literal["cs-CZ", "de-AT", "de-BE", "de-DE", "el-GR", "en-GB", "en-IE", "en-US", "es-ES", "es-MX", "fr-BE", "fr-FR", "hu-HU", "id-ID", "it-IT", "ja-JP", "ms-MY", "nl-BE", "nl-NL", "pl-PL", "pt-BR", "pt-PT", "th-TH", "vi-VN", "zh-CN"] | str | None]
    include_live_quick_products: NotRequired[bool | None]
class EnableStrikethroughPrices(TypedDict):
    external_product_id: NotRequired[_Id | None]
    skus: NotRequired[Collection[EnableStrikethroughPricesSkus] | None]
class EnableStrikethroughPricesSkus(TypedDict):
    external_retail_price: NotRequired[EnableStrikethroughPricesSkusExternalRetailPrice | None]
    external_sku_id: NotRequired[_Id | None]
    external_transaction_price: NotRequired[EnableStrikethroughPricesSkusExternalTransactionPrice | None]
    id: NotRequired[_Id | None]
class EnableStrikethroughPricesSkusExternalRetailPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[Literal["USD"] | str | None]
class EnableStrikethroughPricesSkusExternalTransactionPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[Literal["USD"] | str | None]
    image: NotRequired[EnableStrikethroughPricesSkusExternalTransactionPriceImage | None]
    transaction_time: NotRequired[_Time | None]
class EnableStrikethroughPricesSkusExternalTransactionPriceImage(TypedDict):
    uri: NotRequired[str | None]
class BindLocalProducts(TypedDict):
    local_products: NotRequired[Collection[BindLocalProductsLocalProducts] | None]
class BindLocalProductsLocalProducts(TypedDict):
    id: NotRequired[_Id | None]
    inventory_add_type: NotRequired[str | None]
    inventory_mode: NotRequired[str | None]
    skus: NotRequired[Collection[BindLocalProductsLocalProductsSkus] | None]
class BindLocalProductsLocalProductsSkus(TypedDict):
    global_sku_id: NotRequired[_Id | None]
    id: NotRequired[_Id | None]
    inventory: NotRequired[Collection[BindLocalProductsLocalProductsSkusInventory] | None]
    sales_attributes: NotRequired[Collection[BindLocalProductsLocalProductsSkusSalesAttributes] | None]
class BindLocalProductsLocalProductsSkusInventory(TypedDict):
    quantity: NotRequired[int | None]
    warehouse_id: NotRequired[_Id | None]
class BindLocalProductsLocalProductsSkusSalesAttributes(TypedDict):
    global_id: NotRequired[_Id | None]
    global_value_id: NotRequired[_Id | None]
    id: NotRequired[_Id | None]
    value_id: NotRequired[_Id | None]
class CreateImageTranslationTasks(TypedDict):
    images: Collection[CreateImageTranslationTasksImages]
class CreateImageTranslationTasksImages(TypedDict):
    image_uri: str
    target_languages: Collection[Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT", "cs-CZ", "da-DK", "de-AT", "de-BE", "el-GR", "en-GB", "fi-FI", "fr-BE", "hu-HU", "nl-BE", "nl-NL", "pl-PL", "pt-PT", "sv-SE"] | str]
class SearchCombinedListingRecommendations(TypedDict):
    product_ids: NotRequired[Collection[_Id] | None]
class UploadExternalProduct(TypedDict):
    external_product: NotRequired[UploadExternalProductExternalProduct | None]
class UploadExternalProductExternalProduct(TypedDict):
    create_time: NotRequired[int | None]
    description: NotRequired[str | None]
    external_category_name: NotRequired[str | None]
    external_product_id: NotRequired[_Id | None]
    external_shop_id: NotRequired[_Id | None]
    first_image: NotRequired[UploadExternalProductExternalProductFirstImage | None]
    images: NotRequired[Collection[UploadExternalProductExternalProductImages] | None]
    publish_time: NotRequired[int | None]
    region: NotRequired[Literal["DE", "ES", "FR", "GB", "ID", "IE", "IT", "JP", "MY", "PH", "SG", "TH", "US", "VN"] | str | None]
    skus: NotRequired[Collection[UploadExternalProductExternalProductSkus] | None]
    status: NotRequired[Literal["ALL", "DRAFT", "ACTIVE", "ARCHIVED", "SUSPENDED", "PENDING_SUSPENSION"] | str | None]
    title: NotRequired[str | None]
    update_time: NotRequired[int | None]
    vendor_name: NotRequired[str | None]
class UploadExternalProductExternalProductFirstImage(TypedDict):
    url: NotRequired[str | None]
class UploadExternalProductExternalProductImages(TypedDict):
    url: NotRequired[str | None]
class UploadExternalProductExternalProductSkus(TypedDict):
    create_time: NotRequired[int | None]
    external_list_price: NotRequired[str | None]
    external_sku_id: NotRequired[_Id | None]
    image: NotRequired[UploadExternalProductExternalProductSkusImage | None]
    inventory_quantity: NotRequired[int | None]
    price: NotRequired[str | None]
    selected_options: NotRequired[Collection[UploadExternalProductExternalProductSkusSelectedOptions] | None]
    status: NotRequired[str | None]
    taxable: NotRequired[bool | None]
    title: NotRequired[str | None]
    update_time: NotRequired[int | None]
    weight: NotRequired[UploadExternalProductExternalProductSkusWeight | None]
class UploadExternalProductExternalProductSkusImage(TypedDict):
    url: NotRequired[str | None]
class UploadExternalProductExternalProductSkusSelectedOptions(TypedDict):
    name: NotRequired[str | None]
    value: NotRequired[str | None]
class UploadExternalProductExternalProductSkusWeight(TypedDict):
    unit: NotRequired[str | None]
    value: NotRequired[str | None]
class ReplicateProduct(TypedDict):
    replicate_target: NotRequired[Collection[ReplicateProductReplicateTarget] | None]
    inventory_mode: NotRequired[Literal["EXCLUSIVE", "SHARED"] | str | None]
class ReplicateProductReplicateTarget(TypedDict):
    region: NotRequired[str | None]
    skus: NotRequired[Collection[ReplicateProductReplicateTargetSkus] | None]
    certifications: NotRequired[Collection[ReplicateProductReplicateTargetCertifications] | None]
    inventory_mode: NotRequired[Literal["EXCLUSIVE", "SHARED"] | str | None]
    manufacturer_ids: NotRequired[Collection[_Id] | None]
    product_attributes: NotRequired[Collection[ReplicateProductReplicateTargetProductAttributes] | None]
    responsible_person_ids: NotRequired[Collection[_Id] | None]
class ReplicateProductReplicateTargetSkus(TypedDict):
    inventory: NotRequired[Collection[ReplicateProductReplicateTargetSkusInventory] | None]
    price: NotRequired[ReplicateProductReplicateTargetSkusPrice | None]
    source_sku_id: NotRequired[_Id | None]
    seller_sku: NotRequired[str | None]
class ReplicateProductReplicateTargetSkusInventory(TypedDict):
    quantity: NotRequired[int | None]
    warehouse_id: NotRequired[_Id | None]
class ReplicateProductReplicateTargetSkusPrice(TypedDict):
    currency: NotRequired[str | None]
    sale_price: _Amount
class ReplicateProductReplicateTargetCertifications(TypedDict):
    id: _Id
    expiration_date: NotRequired[int | None]
    files: NotRequired[Collection[ReplicateProductReplicateTargetCertificationsFiles] | None]
    images: NotRequired[Collection[ReplicateProductReplicateTargetCertificationsImages] | None]
class ReplicateProductReplicateTargetCertificationsFiles(TypedDict):
    id: _Id
    name: str
    format: NotRequired[str | None]
class ReplicateProductReplicateTargetCertificationsImages(TypedDict):
    uri: str
class ReplicateProductReplicateTargetProductAttributes(TypedDict):
    id: _Id
    values: Collection[ReplicateProductReplicateTargetProductAttributesValues]
class ReplicateProductReplicateTargetProductAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class ImportExternalProductInfo(TypedDict):
    data: NotRequired[Upload | bytes | None]
class PartialEditGlobalProduct(TypedDict):
    brand_id: NotRequired[_Id | None]
    category_id: NotRequired[_Id | None]
    category_version: NotRequired[Literal["v2", "v1"] | str | None]
    certifications: NotRequired[Collection[PartialEditGlobalProductCertifications] | None]
    description: NotRequired[str | None]
    external_global_product_id: NotRequired[_Id | None]
    main_images: NotRequired[Collection[PartialEditGlobalProductMainImages] | None]
    manufacturer: NotRequired[PartialEditGlobalProductManufacturer | None]
    manufacturer_ids: NotRequired[Collection[_Id] | None]
    package_dimensions: NotRequired[PartialEditGlobalProductPackageDimensions | None]
    package_weight: NotRequired[PartialEditGlobalProductPackageWeight | None]
    product_attributes: NotRequired[Collection[PartialEditGlobalProductProductAttributes] | None]
    responsible_person_ids: NotRequired[Collection[_Id] | None]
    size_chart: NotRequired[PartialEditGlobalProductSizeChart | None]
    skus: NotRequired[Collection[PartialEditGlobalProductSkus] | None]
    title: NotRequired[str | None]
    video: NotRequired[PartialEditGlobalProductVideo | None]
class PartialEditGlobalProductCertifications(TypedDict):
    files: NotRequired[Collection[PartialEditGlobalProductCertificationsFiles] | None]
    id: _Id
    images: NotRequired[Collection[PartialEditGlobalProductCertificationsImages] | None]
class PartialEditGlobalProductCertificationsFiles(TypedDict):
    format: str
    id: _Id
    name: str
class PartialEditGlobalProductCertificationsImages(TypedDict):
    uri: str
class PartialEditGlobalProductMainImages(TypedDict):
    uri: str
class PartialEditGlobalProductManufacturer(TypedDict):
    address: NotRequired[str | None]
    email: NotRequired[str | None]
    name: NotRequired[str | None]
    phone_number: NotRequired[str | None]
class PartialEditGlobalProductPackageDimensions(TypedDict):
    height: _Amount
    length: _Amount
    unit: Literal["CENTIMETER", "INCH"] | str
    width: _Amount
class PartialEditGlobalProductPackageWeight(TypedDict):
    unit: Literal["KILOGRAM", "POUND", "GRAM"] | str
    value: _Amount
class PartialEditGlobalProductProductAttributes(TypedDict):
    id: _Id
    values: Collection[PartialEditGlobalProductProductAttributesValues]
class PartialEditGlobalProductProductAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
class PartialEditGlobalProductSizeChart(TypedDict):
    image: NotRequired[PartialEditGlobalProductSizeChartImage | None]
    template: NotRequired[PartialEditGlobalProductSizeChartTemplate | None]
class PartialEditGlobalProductSizeChartImage(TypedDict):
    uri: str
class PartialEditGlobalProductSizeChartTemplate(TypedDict):
    id: _Id
class PartialEditGlobalProductSkus(TypedDict):
    external_global_sku_id: NotRequired[_Id | None]
    extra_identifier_codes: NotRequired[Collection[str] | None]
    global_quantity: NotRequired[int | None]
    id: NotRequired[_Id | None]
    identifier_code: NotRequired[PartialEditGlobalProductSkusIdentifierCode | None]
    inventory: NotRequired[Collection[PartialEditGlobalProductSkusInventory] | None]
    price: NotRequired[PartialEditGlobalProductSkusPrice | None]
    sale_prices: NotRequired[Collection[PartialEditGlobalProductSkusSalePrices] | None]
    sales_attributes: NotRequired[Collection[PartialEditGlobalProductSkusSalesAttributes] | None]
    seller_sku: NotRequired[str | None]
    sku_unit_count: NotRequired[_Id | None]
class PartialEditGlobalProductSkusIdentifierCode(TypedDict):
    code: NotRequired[str | None]
    type: NotRequired[Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | str | None]
class PartialEditGlobalProductSkusInventory(TypedDict):
    global_warehouse_id: _Id
    quantity: int
class PartialEditGlobalProductSkusPrice(TypedDict):
    amount: _Amount
    currency: Literal["USD", "EUR"] | str
class PartialEditGlobalProductSkusSalePrices(TypedDict):
    amount: _Amount
    region: Literal["DE", "ES", "FR", "GB", "ID", "IE", "IT", "JP", "MY", "PH", "SG", "TH", "US", "VN"] | str
class PartialEditGlobalProductSkusSalesAttributes(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    sku_img: NotRequired[PartialEditGlobalProductSkusSalesAttributesSkuImg | None]
    value_id: NotRequired[_Id | None]
    value_name: NotRequired[str | None]
class PartialEditGlobalProductSkusSalesAttributesSkuImg(TypedDict):
    uri: str
class PartialEditGlobalProductVideo(TypedDict):
    id: _Id
class EditProduct(TypedDict):
    brand_id: NotRequired[_Id | None]
    category_id: _Id
    category_version: NotRequired[Literal["v2", "v1"] | str | None]
    certifications: NotRequired[Collection[EditProductCertifications] | None]
    delivery_option_ids: NotRequired[Collection[_Id] | None]
    description: str
    external_product_id: NotRequired[_Id | None]
    is_cod_allowed: NotRequired[bool | None]
    is_pre_owned: NotRequired[bool | None]
    listing_platforms: NotRequired[Collection[Literal["TOKOPEDIA", "TIKTOK_SHOP"] | str] | None]
    main_images: Collection[EditProductMainImages]
    manufacturer_ids: NotRequired[Collection[_Id] | None]
    minimum_order_quantity: NotRequired[int | None]
    package_dimensions: NotRequired[EditProductPackageDimensions | None]
    package_weight: NotRequired[EditProductPackageWeight | None]
    product_attributes: NotRequired[Collection[EditProductProductAttributes] | None]
    replicated_products: NotRequired[Collection[EditProductReplicatedProducts] | None]
    responsible_person_ids: NotRequired[Collection[_Id] | None]
    save_mode: NotRequired[Literal["AS_DRAFT", "LISTING"] | str | None]
    shipping_insurance_requirement: NotRequired[Literal["REQUIRED", "OPTIONAL", "NOT_SUPPORTED"] | str | None]
    shipping_template_id: NotRequired[_Id | None]
    size_chart: NotRequired[EditProductSizeChart | None]
    skus: Collection[EditProductSkus]
    subscribe_info_edit: NotRequired[EditProductSubscribeInfoEdit | None]
    title: str
    video: NotRequired[EditProductVideo | None]
    scheduled_sale: NotRequired[EditProductScheduledSale | None]
    locale: NotRequired[Literal["de-DE", "en-GB", "en-IE", "en-US", "es-ES", "es-MX", "fr-FR", "id-ID", "it-IT", "ja-JP", "ms-MY", "pt-BR", "th-TH", "vi-VN", "zh-CN"] | str | None]
    auto_translate_enabled: NotRequired[bool | None]
    search_terms: NotRequired[Collection[str] | None]
    key_product_features: NotRequired[Collection[str] | None]
    inventory_mode: NotRequired[str | None]
    product_tag_operations: NotRequired[Collection[EditProductProductTagOperations] | None]
    purchase_order_quantity_limit: NotRequired[EditProductPurchaseOrderQuantityLimit | None]
    selling_format: NotRequired[Literal["FIXED_PRICE", "FIXED_PRICE_AND_LIVE_AUCTION"] | str | None]
    is_live_quick: NotRequired[bool | None]
    is_blind_box: NotRequired[bool | None]
class EditProductCertifications(TypedDict):
    expiration_date: NotRequired[_Time | None]
    files: NotRequired[Collection[EditProductCertificationsFiles] | None]
    id: _Id
    images: NotRequired[Collection[EditProductCertificationsImages] | None]
class EditProductCertificationsFiles(TypedDict):
    format: str
    id: _Id
    name: str
class EditProductCertificationsImages(TypedDict):
    uri: str
class EditProductMainImages(TypedDict):
    uri: str
class EditProductPackageDimensions(TypedDict):
    height: _Amount
    length: _Amount
    unit: Literal["CENTIMETER", "INCH"] | str
    width: _Amount
class EditProductPackageWeight(TypedDict):
    unit: Literal["KILOGRAM", "POUND", "GRAM"] | str
    value: _Amount
class EditProductProductAttributes(TypedDict):
    id: _Id
    values: Collection[EditProductProductAttributesValues]
class EditProductProductAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    metric_standard_info: NotRequired[EditProductProductAttributesValuesMetricStandardInfo | None]
class EditProductProductAttributesValuesMetricStandardInfo(TypedDict):
    id: NotRequired[_Id | None]
    metric_value_module_infos: NotRequired[Collection[EditProductProductAttributesValuesMetricStandardInfoMetricValueModuleInfos] | None]
class EditProductProductAttributesValuesMetricStandardInfoMetricValueModuleInfos(TypedDict):
    id: NotRequired[_Id | None]
    value: NotRequired[str | None]
    unit_id: NotRequired[_Id | None]
class EditProductReplicatedProducts(TypedDict):
    region: Literal["DE", "ES", "FR", "GB", "ID", "IE", "IT", "JP", "MY", "PH", "SG", "TH", "US", "VN"] | str
    skus: NotRequired[Collection[EditProductReplicatedProductsSkus] | None]
    inventory_mode: NotRequired[str | None]
class EditProductReplicatedProductsSkus(TypedDict):
    id: NotRequired[_Id | None]
    inventory: NotRequired[Collection[EditProductReplicatedProductsSkusInventory] | None]
    price: EditProductReplicatedProductsSkusPrice
    seller_sku: NotRequired[str | None]
class EditProductReplicatedProductsSkusInventory(TypedDict):
    quantity: NotRequired[int | None]
    warehouse_id: NotRequired[_Id | None]
class EditProductReplicatedProductsSkusPrice(TypedDict):
    currency: Literal["EUR", "GBP", "IDR", "JPY", "MYR", "PHP", "SGD", "THB", "USD", "VND"] | str
    sale_price: _Amount
class EditProductSizeChart(TypedDict):
    image: NotRequired[EditProductSizeChartImage | None]
    template: NotRequired[EditProductSizeChartTemplate | None]
class EditProductSizeChartImage(TypedDict):
    uri: str
class EditProductSizeChartTemplate(TypedDict):
    id: _Id
class EditProductSkus(TypedDict):
    combined_skus: NotRequired[Collection[EditProductSkusCombinedSkus] | None]
    external_list_prices: NotRequired[Collection[EditProductSkusExternalListPrices] | None]
    external_sku_id: NotRequired[_Id | None]
    external_urls: NotRequired[Collection[str] | None]
    extra_identifier_codes: NotRequired[Collection[str] | None]
    fees: NotRequired[Collection[EditProductSkusFees] | None]
    id: NotRequired[_Id | None]
    identifier_code: NotRequired[EditProductSkusIdentifierCode | None]
    inventory: NotRequired[Collection[EditProductSkusInventory] | None]
    list_price: NotRequired[EditProductSkusListPrice | None]
    pre_sale: NotRequired[EditProductSkusPreSale | None]
    price: NotRequired[EditProductSkusPrice | None]
    sales_attributes: NotRequired[Collection[EditProductSkusSalesAttributes] | None]
    seller_sku: NotRequired[str | None]
    sku_unit_count: NotRequired[_Amount | None]
    sku_dimensions: NotRequired[EditProductSkusSkuDimensions | None]
    sku_weight: NotRequired[EditProductSkusSkuWeight | None]
class EditProductSkusCombinedSkus(TypedDict):
    product_id: _Id
    sku_count: int
    sku_id: _Id
class EditProductSkusExternalListPrices(TypedDict):
    amount: _Amount
    currency: Literal["USD"] | str
    source: Literal["SHOPIFY_COMPARE_AT_PRICE"] | str
class EditProductSkusFees(TypedDict):
    additional_attribute: NotRequired[Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | str | None]
    amount: NotRequired[_Amount | None]
    type: NotRequired[Literal["PFAND"] | str | None]
class EditProductSkusIdentifierCode(TypedDict):
    code: NotRequired[str | None]
    type: NotRequired[Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | str | None]
class EditProductSkusInventory(TypedDict):
    backorder_quantity: NotRequired[int | None]
    handling_time: NotRequired[int | None]
    quantity: NotRequired[int | None]
    warehouse_id: _Id
class EditProductSkusListPrice(TypedDict):
    amount: _Amount
    currency: Literal["USD"] | str
class EditProductSkusPreSale(TypedDict):
    fulfillment_type: NotRequired[EditProductSkusPreSaleFulfillmentType | None]
    type: NotRequired[Literal["US", "PRE_ORDER", "MADE_TO_ORDER", "CUSTOM", "ALL", "NONE"] | str | None]
class EditProductSkusPreSaleFulfillmentType(TypedDict):
    handling_duration_days: NotRequired[int | None]
    release_date: NotRequired[_Time | None]
class EditProductSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: Literal["BRL", "EUR", "GBP", "IDR", "JPY", "MXN", "MYR", "PHP", "SGD", "THB", "USD", "VND"] | str
    sale_price: NotRequired[_Amount | None]
    starting_bid_price: NotRequired[str | None]
class EditProductSkusSalesAttributes(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    sku_img: NotRequired[EditProductSkusSalesAttributesSkuImg | None]
    supplementary_sku_images: NotRequired[Collection[EditProductSkusSalesAttributesSupplementarySkuImages] | None]
    value_id: NotRequired[_Id | None]
    value_name: NotRequired[str | None]
class EditProductSkusSalesAttributesSkuImg(TypedDict):
    uri: str
class EditProductSkusSalesAttributesSupplementarySkuImages(TypedDict):
    uri: str
class EditProductSkusSkuDimensions(TypedDict):
    length: str
    width: str
    height: str
    unit: Literal["CENTIMETER", "INCH"] | str
class EditProductSkusSkuWeight(TypedDict):
    value: str
    unit: Literal["KILOGRAM", "POUND", "GRAM"] | str
class EditProductSubscribeInfoEdit(TypedDict):
    discount_details: NotRequired[Collection[EditProductSubscribeInfoEditDiscountDetails] | None]
    subscribe_status: NotRequired[Literal["ENABLED", "NOT_ENABLED"] | str | None]
class EditProductSubscribeInfoEditDiscountDetails(TypedDict):
    discount_level: NotRequired[Literal["REGULAR", "FIRST_ORDER", "RETENTION"] | str | None]
    discount_value: NotRequired[int | None]
class EditProductVideo(TypedDict):
    id: _Id
class EditProductScheduledSale(TypedDict):
    is_enabled_scheduled_sale: bool
    schedule_sale_time: int
class EditProductProductTagOperations(TypedDict):
    product_tag: Literal["AUCTION"] | str
    enable: bool
class EditProductPurchaseOrderQuantityLimit(TypedDict):
    maximum_order_quantity: NotRequired[int | None]
    cumulative_order_quantity: NotRequired[int | None]
class PartialEditProduct(TypedDict):
    brand_id: NotRequired[_Id | None]
    certifications: NotRequired[Collection[PartialEditProductCertifications] | None]
    description: NotRequired[str | None]
    external_product_id: NotRequired[_Id | None]
    is_cod_allowed: NotRequired[bool | None]
    listing_platforms: NotRequired[Collection[Literal["TOKOPEDIA", "TIKTOK_SHOP"] | str] | None]
    main_images: NotRequired[Collection[PartialEditProductMainImages] | None]
    manufacturer_ids: NotRequired[Collection[_Id] | None]
    package_dimensions: NotRequired[PartialEditProductPackageDimensions | None]
    package_weight: NotRequired[PartialEditProductPackageWeight | None]
    product_attributes: NotRequired[Collection[PartialEditProductProductAttributes] | None]
    replicated_products: NotRequired[Collection[PartialEditProductReplicatedProducts] | None]
    responsible_person_ids: NotRequired[Collection[_Id] | None]
    save_mode: NotRequired[Literal["AS_DRAFT", "LISTING"] | str | None]
    size_chart: NotRequired[PartialEditProductSizeChart | None]
    skus: NotRequired[Collection[PartialEditProductSkus] | None]
    subscribe_info_edit: NotRequired[PartialEditProductSubscribeInfoEdit | None]
    title: NotRequired[str | None]
    video: NotRequired[PartialEditProductVideo | None]
    auto_translate_enabled: NotRequired[bool | None]
    category_version: NotRequired[Literal["v2", "v1"] | str | None]
    inventory_mode: NotRequired[str | None]
    key_product_features: NotRequired[Collection[str] | None]
    locale: NotRequired[Literal["cs-CZ", "de-AT", "de-BE", "de-DE", "el-GR", "en-GB", "en-IE", "en-US", "es-ES", "es-MX", "fr-BE", "fr-FR", "hu-HU", "id-ID", "it-IT", "ja-JP", "ms-MY", "nl-BE", "nl-NL", "pl-PL", "pt-BR", "pt-PT", "th-TH", "vi-VN", "zh-CN"] | str | None]
    pod_info: NotRequired[PartialEditProductPodInfo | None]
    scheduled_sale: NotRequired[PartialEditProductScheduledSale | None]
    search_terms: NotRequired[Collection[str] | None]
    is_blind_box: NotRequired[bool | None]
class PartialEditProductCertifications(TypedDict):
    expiration_date: NotRequired[_Time | None]
    files: NotRequired[Collection[PartialEditProductCertificationsFiles] | None]
    id: _Id
    images: NotRequired[Collection[PartialEditProductCertificationsImages] | None]
class PartialEditProductCertificationsFiles(TypedDict):
    format: str
    id: _Id
    name: str
class PartialEditProductCertificationsImages(TypedDict):
    uri: str
class PartialEditProductMainImages(TypedDict):
    uri: str
class PartialEditProductPackageDimensions(TypedDict):
    height: _Amount
    length: _Amount
    unit: Literal["CENTIMETER", "INCH"] | str
    width: _Amount
class PartialEditProductPackageWeight(TypedDict):
    unit: Literal["KILOGRAM", "POUND", "GRAM"] | str
    value: _Amount
class PartialEditProductProductAttributes(TypedDict):
    id: _Id
    values: Collection[PartialEditProductProductAttributesValues]
class PartialEditProductProductAttributesValues(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    metric_standard_info: NotRequired[PartialEditProductProductAttributesValuesMetricStandardInfo | None]
class PartialEditProductProductAttributesValuesMetricStandardInfo(TypedDict):
    id: NotRequired[_Id | None]
    metric_value_module_infos: NotRequired[Collection[PartialEditProductProductAttributesValuesMetricStandardInfoMetricValueModuleInfos] | None]
class PartialEditProductProductAttributesValuesMetricStandardInfoMetricValueModuleInfos(TypedDict):
    id: NotRequired[_Id | None]
    value: NotRequired[str | None]
    unit_id: NotRequired[_Id | None]
class PartialEditProductReplicatedProducts(TypedDict):
    region: Literal["DE", "ES", "FR", "GB", "ID", "IE", "IT", "JP", "MY", "PH", "SG", "TH", "US", "VN", "AT", "BE", "CZ", "GR", "HU", "MX", "NL", "PO", "PT"] | str
    skus: NotRequired[Collection[PartialEditProductReplicatedProductsSkus] | None]
    inventory_mode: NotRequired[str | None]
class PartialEditProductReplicatedProductsSkus(TypedDict):
    external_sku_id: NotRequired[_Id | None]
    id: NotRequired[_Id | None]
    inventory: NotRequired[Collection[PartialEditProductReplicatedProductsSkusInventory] | None]
    price: PartialEditProductReplicatedProductsSkusPrice
    seller_sku: NotRequired[str | None]
class PartialEditProductReplicatedProductsSkusInventory(TypedDict):
    quantity: NotRequired[int | None]
    warehouse_id: NotRequired[_Id | None]
class PartialEditProductReplicatedProductsSkusPrice(TypedDict):
    currency: Literal["EUR", "GBP", "IDR", "JPY", "MYR", "PHP", "SGD", "THB", "USD", "VND", "BRL", "CZK", "HUF", "MXN", "PLN"] | str
    sale_price: _Amount
class PartialEditProductSizeChart(TypedDict):
    image: NotRequired[PartialEditProductSizeChartImage | None]
    template: NotRequired[PartialEditProductSizeChartTemplate | None]
class PartialEditProductSizeChartImage(TypedDict):
    uri: str
class PartialEditProductSizeChartTemplate(TypedDict):
    id: _Id
class PartialEditProductSkus(TypedDict):
    external_list_prices: NotRequired[Collection[PartialEditProductSkusExternalListPrices] | None]
    external_sku_id: NotRequired[_Id | None]
    external_urls: NotRequired[Collection[str] | None]
    extra_identifier_codes: NotRequired[Collection[str] | None]
    fees: NotRequired[Collection[PartialEditProductSkusFees] | None]
    id: NotRequired[_Id | None]
    identifier_code: NotRequired[PartialEditProductSkusIdentifierCode | None]
    inventory: NotRequired[Collection[PartialEditProductSkusInventory] | None]
    list_price: NotRequired[PartialEditProductSkusListPrice | None]
    pre_sale: NotRequired[PartialEditProductSkusPreSale | None]
    price: NotRequired[PartialEditProductSkusPrice | None]
    sales_attributes: NotRequired[Collection[PartialEditProductSkusSalesAttributes] | None]
    seller_sku: NotRequired[str | None]
    sku_unit_count: NotRequired[_Amount | None]
    sku_dimensions: NotRequired[PartialEditProductSkusSkuDimensions | None]
    sku_weight: NotRequired[PartialEditProductSkusSkuWeight | None]
class PartialEditProductSkusExternalListPrices(TypedDict):
    amount: _Amount
    currency: Literal["USD"] | str
    source: Literal["SHOPIFY_COMPARE_AT_PRICE"] | str
class PartialEditProductSkusFees(TypedDict):
    additional_attribute: NotRequired[Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"] | str | None]
    amount: NotRequired[_Amount | None]
    type: NotRequired[Literal["PFAND"] | str | None]
class PartialEditProductSkusIdentifierCode(TypedDict):
    code: NotRequired[str | None]
    type: NotRequired[Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | str | None]
class PartialEditProductSkusInventory(TypedDict):
    backorder_quantity: NotRequired[int | None]
    handling_time: NotRequired[int | None]
    quantity: int
    warehouse_id: _Id
class PartialEditProductSkusListPrice(TypedDict):
    amount: _Amount
    currency: Literal["USD"] | str
class PartialEditProductSkusPreSale(TypedDict):
    fulfillment_type: NotRequired[PartialEditProductSkusPreSaleFulfillmentType | None]
    type: NotRequired[Literal["US", "PRE_ORDER", "MADE_TO_ORDER", "CUSTOM"] | str | None]
class PartialEditProductSkusPreSaleFulfillmentType(TypedDict):
    handling_duration_days: NotRequired[int | None]
    release_date: NotRequired[_Time | None]
class PartialEditProductSkusPrice(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: Literal["BRL", "EUR", "GBP", "IDR", "JPY", "MXN", "MYR", "PHP", "SGD", "THB", "USD", "VND", "CZK", "HUF", "PLN"] | str
    sale_price: NotRequired[_Amount | None]
class PartialEditProductSkusSalesAttributes(TypedDict):
    id: NotRequired[_Id | None]
    name: NotRequired[str | None]
    sku_img: NotRequired[PartialEditProductSkusSalesAttributesSkuImg | None]
    supplementary_sku_images: NotRequired[Collection[PartialEditProductSkusSalesAttributesSupplementarySkuImages] | None]
    value_id: NotRequired[_Id | None]
    value_name: NotRequired[str | None]
class PartialEditProductSkusSalesAttributesSkuImg(TypedDict):
    uri: str
class PartialEditProductSkusSalesAttributesSupplementarySkuImages(TypedDict):
    uri: str
class PartialEditProductSkusSkuDimensions(TypedDict):
    height: str
    length: str
    unit: Literal["CENTIMETER", "INCH"] | str
    width: str
class PartialEditProductSkusSkuWeight(TypedDict):
    unit: Literal["KILOGRAM", "POUND", "GRAM"] | str
    value: str
class PartialEditProductSubscribeInfoEdit(TypedDict):
    discount_details: NotRequired[Collection[PartialEditProductSubscribeInfoEditDiscountDetails] | None]
    subscribe_status: NotRequired[Literal["ENABLED", "NOT_ENABLED"] | str | None]
class PartialEditProductSubscribeInfoEditDiscountDetails(TypedDict):
    discount_level: NotRequired[Literal["REGULAR", "FIRST_ORDER", "RETENTION"] | str | None]
    discount_value: NotRequired[int | None]
class PartialEditProductVideo(TypedDict):
    id: _Id
class PartialEditProductPodInfo(TypedDict):
    pod_templates: NotRequired[Collection[PartialEditProductPodInfoPodTemplates] | None]
class PartialEditProductPodInfoPodTemplates(TypedDict):
    pod_template_id: NotRequired[_Id | None]
    remark: NotRequired[str | None]
    sku_ids: NotRequired[Collection[_Id] | None]
    surfaces: NotRequired[Collection[PartialEditProductPodInfoPodTemplatesSurfaces] | None]
    template_name: NotRequired[str | None]
class PartialEditProductPodInfoPodTemplatesSurfaces(TypedDict):
    background_image: NotRequired[PartialEditProductPodInfoPodTemplatesSurfacesBackgroundImage | None]
    custom_areas: NotRequired[Collection[PartialEditProductPodInfoPodTemplatesSurfacesCustomAreas] | None]
    external_surface_id: NotRequired[_Id | None]
    mask_image: NotRequired[PartialEditProductPodInfoPodTemplatesSurfacesMaskImage | None]
    surface_name: NotRequired[str | None]
class PartialEditProductPodInfoPodTemplatesSurfacesBackgroundImage(TypedDict):
    uri: NotRequired[str | None]
class PartialEditProductPodInfoPodTemplatesSurfacesCustomAreas(TypedDict):
    area_name: NotRequired[str | None]
    area_placement: NotRequired[PartialEditProductPodInfoPodTemplatesSurfacesCustomAreasAreaPlacement | None]
    area_type: NotRequired[str | None]
    external_area_id: NotRequired[_Id | None]
    image_area: NotRequired[PartialEditProductPodInfoPodTemplatesSurfacesCustomAreasImageArea | None]
    is_required: NotRequired[bool | None]
    text_area: NotRequired[PartialEditProductPodInfoPodTemplatesSurfacesCustomAreasTextArea | None]
class PartialEditProductPodInfoPodTemplatesSurfacesCustomAreasAreaPlacement(TypedDict):
    height: NotRequired[str | None]
    rotate_degree: NotRequired[str | None]
    width: NotRequired[str | None]
    x_coordinate: NotRequired[str | None]
    y_coordinate: NotRequired[str | None]
class PartialEditProductPodInfoPodTemplatesSurfacesCustomAreasImageArea(TypedDict):
    default_image: NotRequired[PartialEditProductPodInfoPodTemplatesSurfacesCustomAreasImageAreaDefaultImage | None]
    min_height: NotRequired[int | None]
    min_width: NotRequired[int | None]
class PartialEditProductPodInfoPodTemplatesSurfacesCustomAreasImageAreaDefaultImage(TypedDict):
    uri: NotRequired[str | None]
class PartialEditProductPodInfoPodTemplatesSurfacesCustomAreasTextArea(TypedDict):
    align_type: NotRequired[str | None]
    colors: NotRequired[Collection[str] | None]
    default_text: NotRequired[str | None]
    fonts: NotRequired[Collection[str] | None]
    max_text_length: NotRequired[int | None]
class PartialEditProductPodInfoPodTemplatesSurfacesMaskImage(TypedDict):
    uri: NotRequired[str | None]
class PartialEditProductScheduledSale(TypedDict):
    is_enabled_scheduled_sale: bool
    schedule_sale_time: int
class SearchProductsForComplianceAuditing(TypedDict):
    brand_ids: NotRequired[Collection[_Id] | None]
    category_ids: NotRequired[Collection[_Id] | None]
    product_ids: NotRequired[Collection[_Id] | None]
    product_title: NotRequired[str | None]
    seller_id: NotRequired[_Id | None]
    seller_name: NotRequired[str | None]
class GetProductPackageRecommendations(TypedDict):
    product_ids: NotRequired[Collection[_Id] | None]
class SubmitSizeChartAppeal(TypedDict):
    product_id: int
    appeal_message: SubmitSizeChartAppealAppealMessage
class SubmitSizeChartAppealAppealMessage(TypedDict):
    field_name: Literal["APPEAL_MESSAGE_FIELD_SIZE_CHART"] | str
    indicator_details: Collection[SubmitSizeChartAppealAppealMessageIndicatorDetails]
    size_chart_id: NotRequired[_Id | None]
    size_chart_image_uri: NotRequired[str | None]
class SubmitSizeChartAppealAppealMessageIndicatorDetails(TypedDict):
    indicator_type: Literal["CONTAINS_ALL_SALE_PROPERTY", "REQUIRED_DIMENSION", "VALUE_RANGE_OUT_OF_RANGE"] | str
class ListOpportunities(TypedDict):
    opportunity_type: Literal["CATEGORY", "KEYWORD", "PRODUCT"] | str
    category_ids: NotRequired[Collection[_Id] | None]
    create_time_ge: NotRequired[int | None]
    create_time_lt: NotRequired[int | None]
    tag_codes: NotRequired[Collection[str] | None]
class SubmitProductViaOpportunity(TypedDict):
    product_id: _Id
class CreateGpaUpgradeTask(TypedDict):
    ...
class ListProductSkppStatuses(TypedDict):
    product_ids: NotRequired[Collection[_Id] | None]
    skpp_status: NotRequired[str | None]
    page_size: NotRequired[int | None]
    page_no: NotRequired[int | None]
class UpdateStockOperationSettings(TypedDict):
    seller_id: _Id
    sku_ids: NotRequired[Collection[_Id] | None]
    stock_operation_setting: NotRequired[UpdateStockOperationSettingsStockOperationSetting | None]
class UpdateStockOperationSettingsStockOperationSetting(TypedDict):
    enable_auto_restock: NotRequired[bool | None]
class SuggestBrands(TypedDict):
    product_title: str
    category_id: NotRequired[_Id | None]
    description: NotRequired[str | None]
    images: NotRequired[Collection[SuggestBrandsImages] | None]
class SuggestBrandsImages(TypedDict):
    uri: NotRequired[str | None]
class PredictProductPackageDimensionsAndWeight(TypedDict):
    category_id: _Id
class RecommendRequiredProductProperties(TypedDict):
    category_id: _Id
    product_title: str
    description: NotRequired[str | None]
    images: NotRequired[Collection[RecommendRequiredProductPropertiesImages] | None]
    sales_properties: NotRequired[Collection[RecommendRequiredProductPropertiesSalesProperties] | None]
    target_property_ids: NotRequired[Collection[_Id] | None]
class RecommendRequiredProductPropertiesImages(TypedDict):
    uri: str
class RecommendRequiredProductPropertiesSalesProperties(TypedDict):
    id: _Id
    values: Collection[RecommendRequiredProductPropertiesSalesPropertiesValues]
class RecommendRequiredProductPropertiesSalesPropertiesValues(TypedDict):
    id: _Id
class SubmitStrikethroughPrice(TypedDict):
    external_product_id: _Id
    skus: Collection[SubmitStrikethroughPriceSkus]
class SubmitStrikethroughPriceSkus(TypedDict):
    external_retail_price: SubmitStrikethroughPriceSkusExternalRetailPrice
    external_sku_id: _Id
    external_transaction_price: SubmitStrikethroughPriceSkusExternalTransactionPrice
    id: _Id
class SubmitStrikethroughPriceSkusExternalRetailPrice(TypedDict):
    amount: str
    currency: str
class SubmitStrikethroughPriceSkusExternalTransactionPrice(TypedDict):
    amount: str
    currency: str
    transaction_time: str
    image: NotRequired[SubmitStrikethroughPriceSkusExternalTransactionPriceImage | None]
class SubmitStrikethroughPriceSkusExternalTransactionPriceImage(TypedDict):
    uri: str
class CreateSizeChart(TypedDict):
    category_id: _Id
    size_chart_data: CreateSizeChartSizeChartData
    size_chart_mode: Literal["REUSABLE_TEMPLATE", "PRODUCT_SCOPED"] | str
    template_name: NotRequired[str | None]
class CreateSizeChartSizeChartData(TypedDict):
    measurement_type: Literal["BODY_MEASUREMENTS", "GENERIC_MEASUREMENTS", "PRODUCT_MEASUREMENTS"] | str
    table: CreateSizeChartSizeChartDataTable
    unit_system: Literal["IMPERIAL", "METRIC"] | str
    description: NotRequired[str | None]
    is_one_size: NotRequired[bool | None]
    size_types: NotRequired[Collection[Literal["size_chart_common_size_type"] | str] | None]
class CreateSizeChartSizeChartDataTable(TypedDict):
    headers: Collection[CreateSizeChartSizeChartDataTableHeaders]
    rows: Collection[CreateSizeChartSizeChartDataTableRows]
class CreateSizeChartSizeChartDataTableHeaders(TypedDict):
    name: str
    id: NotRequired[_Id | None]
class CreateSizeChartSizeChartDataTableRows(TypedDict):
    cells: Collection[CreateSizeChartSizeChartDataTableRowsCells]
class CreateSizeChartSizeChartDataTableRowsCells(TypedDict):
    value: str
class EditSizeChart(TypedDict):
    size_chart_data: EditSizeChartSizeChartData
    size_chart_id: _Id
    template_name: NotRequired[str | None]
class EditSizeChartSizeChartData(TypedDict):
    measurement_type: Literal["BODY_MEASUREMENTS", "GENERIC_MEASUREMENTS", "PRODUCT_MEASUREMENTS"] | str
    table: EditSizeChartSizeChartDataTable
    unit_system: Literal["IMPERIAL", "METRIC"] | str
    description: NotRequired[str | None]
    is_one_size: NotRequired[bool | None]
    size_types: NotRequired[Collection[Literal["size_chart_common_size_type"] | str] | None]
class EditSizeChartSizeChartDataTable(TypedDict):
    headers: Collection[EditSizeChartSizeChartDataTableHeaders]
    rows: Collection[EditSizeChartSizeChartDataTableRows]
class EditSizeChartSizeChartDataTableHeaders(TypedDict):
    name: str
    id: NotRequired[_Id | None]
class EditSizeChartSizeChartDataTableRows(TypedDict):
    cells: Collection[EditSizeChartSizeChartDataTableRowsCells]
class EditSizeChartSizeChartDataTableRowsCells(TypedDict):
    value: str
class CreatePromotionActivity(TypedDict):
    activity_type: Literal["FIXED_PRICE", "DIRECT_DISCOUNT", "FLASHSALE", "SHIPPING_DISCOUNT", "BUY_MORE_SAVE_MORE", "BUY_X_GET_Y", "GIFT_WITH_PURCHASE"] | str
    begin_time: _Time
    discount: NotRequired[CreatePromotionActivityDiscount | None]
    duration_type: NotRequired[Literal["NORMAL", "INDEFINITE"] | str | None]
    end_time: _Time
    participation_limit: NotRequired[Collection[CreatePromotionActivityParticipationLimit] | None]
    product_level: Literal["PRODUCT", "VARIATION", "SHOP"] | str
    target_user_info: NotRequired[CreatePromotionActivityTargetUserInfo | None]
    title: str
    auction_support_type: NotRequired[Literal["ALL", "EXCLUDE_AUCTION"] | str | None]
class CreatePromotionActivityDiscount(TypedDict):
    bmsm_discount: NotRequired[CreatePromotionActivityDiscountBmsmDiscount | None]
    gift_discount: NotRequired[CreatePromotionActivityDiscountGiftDiscount | None]
    shipping_discount: NotRequired[CreatePromotionActivityDiscountShippingDiscount | None]
    bxgy_discount: NotRequired[CreatePromotionActivityDiscountBxgyDiscount | None]
class CreatePromotionActivityDiscountBmsmDiscount(TypedDict):
    details: NotRequired[Collection[CreatePromotionActivityDiscountBmsmDiscountDetails] | None]
class CreatePromotionActivityDiscountBmsmDiscountDetails(TypedDict):
    threshold_type: Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | str
    threshold_value: _Amount
    tier: int
    type: Literal["PERCENTAGE_OFF", "AMOUNT_OFF"] | str
    value: _Amount
class CreatePromotionActivityDiscountGiftDiscount(TypedDict):
    gift_infos: Collection[CreatePromotionActivityDiscountGiftDiscountGiftInfos]
    gift_receiving_type: str
class CreatePromotionActivityDiscountGiftDiscountGiftInfos(TypedDict):
    gift_details: Collection[CreatePromotionActivityDiscountGiftDiscountGiftInfosGiftDetails]
    threshold_type: Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | str
    threshold_value: _Amount
    tier: int
class CreatePromotionActivityDiscountGiftDiscountGiftInfosGiftDetails(TypedDict):
    product_id: _Id
    sku_id: _Id
    total_claim_limit: _Amount
class CreatePromotionActivityDiscountShippingDiscount(TypedDict):
    area_scope: CreatePromotionActivityDiscountShippingDiscountAreaScope
    inventory_type: NotRequired[Literal["SELF_FULFILLED", "FULFILLED_BY_TIKTOK", "ALL"] | str | None]
    shipping_method: NotRequired[Literal["STANDARD_SHIPPING", "EXPRESS_SHIPPING", "ALL_SHIPPING_METHOD"] | str | None]
    threshold_type: Literal["NO_THRESHOLD", "MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | str
    threshold_value: NotRequired[_Amount | None]
    type: Literal["FREE_SHIPPING", "DISCOUNT_SHIPPING_FEE"] | str
    value: NotRequired[_Amount | None]
class CreatePromotionActivityDiscountShippingDiscountAreaScope(TypedDict):
    specific_areas: NotRequired[Collection[str] | None]
    type: Literal["WHOLE", "SPECIFIC_AREAS"] | str
class CreatePromotionActivityDiscountBxgyDiscount(TypedDict):
    threshold_type: Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | str
    threshold_value: str
    discount_type: Literal["AMOUNT_OFF_EACH", "FREE", "PERCENTAGE_OFF"] | str
    discount_value: str
    benefit_max_applicable_quantity: str
    benefit_max_applicable_times: NotRequired[str | None]
class CreatePromotionActivityParticipationLimit(TypedDict):
    type: Literal["BUYER_NO_LIMIT", "BUYER_LIMIT_ONLY_ONE"] | str
class CreatePromotionActivityTargetUserInfo(TypedDict):
    user_type: NotRequired[Literal["ALL_USER", "SHOP_NEW_CUSTOMER", "SHOP_EXISTING_CUSTOMER", "SHOP_REPEAT_CUSTOMER"] | str | None]
class SearchPromotionActivities(TypedDict):
    activity_title: NotRequired[str | None]
    activity_type: NotRequired[Literal["FIXED_PRICE", "DIRECT_DISCOUNT", "FLASHSALE", "SHIPPING_DISCOUNT", "BUY_MORE_SAVE_MORE", "BUY_X_GET_Y", "GIFT_WITH_PURCHASE"] | str | None]
    page_size: NotRequired[int | None]
    page_token: NotRequired[_Id | None]
    status: NotRequired[Literal["DRAFT", "NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED", "NOT_EFFECTIVE"] | str | None]
class UpdatePromotionActivity(TypedDict):
    begin_time: _Time
    discount: NotRequired[UpdatePromotionActivityDiscount | None]
    duration_type: NotRequired[Literal["NORMAL", "INDEFINITE"] | str | None]
    end_time: _Time
    participation_limit: NotRequired[Collection[UpdatePromotionActivityParticipationLimit] | None]
    product_level: NotRequired[Literal["PRODUCT", "VARIATION", "SHOP"] | str | None]
    target_user_info: NotRequired[UpdatePromotionActivityTargetUserInfo | None]
    title: str
    auction_support_type: NotRequired[Literal["ALL", "EXCLUDE_AUCTION"] | str | None]
class UpdatePromotionActivityDiscount(TypedDict):
    bmsm_discount: NotRequired[UpdatePromotionActivityDiscountBmsmDiscount | None]
    gift_discount: NotRequired[UpdatePromotionActivityDiscountGiftDiscount | None]
    shipping_discount: NotRequired[UpdatePromotionActivityDiscountShippingDiscount | None]
    bxgy_discount: NotRequired[UpdatePromotionActivityDiscountBxgyDiscount | None]
class UpdatePromotionActivityDiscountBmsmDiscount(TypedDict):
    details: NotRequired[Collection[UpdatePromotionActivityDiscountBmsmDiscountDetails] | None]
class UpdatePromotionActivityDiscountBmsmDiscountDetails(TypedDict):
    threshold_type: Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | str
    threshold_value: _Amount
    tier: int
    type: Literal["PERCENTAGE_OFF", "AMOUNT_OFF"] | str
    value: _Amount
class UpdatePromotionActivityDiscountGiftDiscount(TypedDict):
    gift_infos: Collection[UpdatePromotionActivityDiscountGiftDiscountGiftInfos]
    gift_receiving_type: str
class UpdatePromotionActivityDiscountGiftDiscountGiftInfos(TypedDict):
    gift_details: Collection[UpdatePromotionActivityDiscountGiftDiscountGiftInfosGiftDetails]
    threshold_type: Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | str
    threshold_value: _Amount
    tier: int
class UpdatePromotionActivityDiscountGiftDiscountGiftInfosGiftDetails(TypedDict):
    product_id: _Id
    sku_id: _Id
    total_claim_limit: _Amount
class UpdatePromotionActivityDiscountShippingDiscount(TypedDict):
    area_scope: UpdatePromotionActivityDiscountShippingDiscountAreaScope
    inventory_type: NotRequired[Literal["SELF_FULFILLED", "FULFILLED_BY_TIKTOK", "ALL"] | str | None]
    shipping_method: NotRequired[Literal["STANDARD_SHIPPING", "EXPRESS_SHIPPING", "ALL_SHIPPING_METHOD"] | str | None]
    threshold_type: Literal["NO_THRESHOLD", "MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | str
    threshold_value: NotRequired[_Amount | None]
    type: Literal["FREE_SHIPPING", "DISCOUNT_SHIPPING_FEE"] | str
    value: NotRequired[_Amount | None]
class UpdatePromotionActivityDiscountShippingDiscountAreaScope(TypedDict):
    specific_areas: NotRequired[Collection[str] | None]
    type: Literal["WHOLE", "SPECIFIC_AREAS"] | str
class UpdatePromotionActivityDiscountBxgyDiscount(TypedDict):
    threshold_type: Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"] | str
    threshold_value: str
    discount_type: Literal["AMOUNT_OFF_EACH", "FREE", "PERCENTAGE_OFF"] | str
    discount_value: str
    benefit_max_applicable_quantity: str
    benefit_max_applicable_times: NotRequired[str | None]
class UpdatePromotionActivityParticipationLimit(TypedDict):
    type: Literal["BUYER_NO_LIMIT", "BUYER_LIMIT_ONLY_ONE"] | str
class UpdatePromotionActivityTargetUserInfo(TypedDict):
    user_type: NotRequired[Literal["ALL_USER", "SHOP_NEW_CUSTOMER", "SHOP_EXISTING_CUSTOMER", "SHOP_REPEAT_CUSTOMER"] | str | None]
class DeactivateActivity(TypedDict):
    ...
class RemovePromotionActivityProducts(TypedDict):
    product_ids: NotRequired[Collection[_Id] | None]
    sku_ids: NotRequired[Collection[_Id] | None]
    benefit_product_ids: NotRequired[Collection[_Id] | None]
    exclude_product_ids: NotRequired[Collection[_Id] | None]
class UpdatePromotionActivityProducts(TypedDict):
    activity_id: _Id
    products: NotRequired[Collection[UpdatePromotionActivityProductsProducts] | None]
    benefit_product_ids: NotRequired[Collection[_Id] | None]
    exclude_product_ids: NotRequired[Collection[_Id] | None]
class UpdatePromotionActivityProductsProducts(TypedDict):
    activity_price_amount: NotRequired[_Amount | None]
    discount: NotRequired[_Amount | None]
    id: _Id
    quantity_limit: int
    quantity_per_user: int
    skus: NotRequired[Collection[UpdatePromotionActivityProductsProductsSkus] | None]
class UpdatePromotionActivityProductsProductsSkus(TypedDict):
    activity_price_amount: NotRequired[_Amount | None]
    discount: NotRequired[_Amount | None]
    id: _Id
    quantity_limit: int
    quantity_per_user: int
class SearchCouponList(TypedDict):
    display_type: NotRequired[Collection[Literal["REGULAR", "LIVE", "CREATOR_EXCLUSIVE", "CHAT", "PROMO_CODE"] | str] | None]
    status: NotRequired[Collection[Literal["NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED"] | str] | None]
    title_keyword: NotRequired[str | None]
class RepublishActivity(TypedDict):
    end_time: NotRequired[int | None]
    begin_time: NotRequired[int | None]
class CancelOrder202309(TypedDict):
    cancel_reason: NotRequired[str | None]
    order_id: NotRequired[_Id | None]
    order_line_item_ids: NotRequired[Collection[_Id] | None]
    skus: NotRequired[Collection[CancelOrder202309Skus] | None]
class CancelOrder202309Skus(TypedDict):
    quantity: NotRequired[int | None]
    sku_id: NotRequired[_Id | None]
class SearchCancellations202309(TypedDict):
    buyer_user_ids: NotRequired[Collection[_Id] | None]
    cancel_ids: NotRequired[Collection[_Id] | None]
    cancel_status: NotRequired[Collection[Literal["CANCELLATION_REQUEST_PENDING", "CANCELLATION_REQUEST_SUCCESS", "CANCELLATION_REQUEST_CANCEL", "CANCELLATION_REQUEST_COMPLETE"] | str] | None]
    cancel_types: NotRequired[Collection[Literal["CANCEL", "BUYER_CANCEL"] | str] | None]
    create_time_ge: NotRequired[_Time | None]
    create_time_lt: NotRequired[_Time | None]
    locale: NotRequired[str | None]
    order_ids: NotRequired[Collection[_Id] | None]
    update_time_ge: NotRequired[_Time | None]
    update_time_lt: NotRequired[_Time | None]
class ApproveCancellation(TypedDict):
    ...
class RejectCancellation(TypedDict):
    comment: NotRequired[str | None]
    images: NotRequired[Collection[RejectCancellationImages] | None]
    reject_reason: str
class RejectCancellationImages(TypedDict):
    height: NotRequired[int | None]
    image_id: _Id
    mime_type: NotRequired[str | None]
    width: NotRequired[int | None]
class CalculateRefund202309(TypedDict):
    handover_method: NotRequired[Literal["DROP_OFF", "PICKUP"] | str | None]
    order_id: NotRequired[_Id | None]
    order_line_item_ids: NotRequired[Collection[_Id] | None]
    reason_name: NotRequired[str | None]
    request_type: NotRequired[Literal["CANCEL", "REFUND", "RETURN_AND_REFUND"] | str | None]
    shipment_type: NotRequired[Literal["PLATFORM", "BUYER_ARRANGE"] | str | None]
    skus: NotRequired[Collection[CalculateRefund202309Skus] | None]
class CalculateRefund202309Skus(TypedDict):
    quantity: NotRequired[int | None]
    sku_id: NotRequired[_Id | None]
class CreateReturn202309(TypedDict):
    currency: NotRequired[str | None]
    handover_method: NotRequired[Literal["DROP_OFF", "PICKUP"] | str | None]
    order_id: NotRequired[_Id | None]
    order_line_item_ids: NotRequired[Collection[_Id] | None]
    refund_total: NotRequired[_Amount | None]
    return_reason: NotRequired[str | None]
    return_type: NotRequired[Literal["REFUND", "RETURN_AND_REFUND"] | str | None]
    shipment_type: NotRequired[Literal["PLATFORM", "BUYER_ARRANGE"] | str | None]
    skus: NotRequired[Collection[CreateReturn202309Skus] | None]
class CreateReturn202309Skus(TypedDict):
    quantity: NotRequired[int | None]
    sku_id: NotRequired[_Id | None]
class SearchReturns202309(TypedDict):
    arbitration_status: NotRequired[Collection[Literal["IN_PROGRESS", "SUPPORT_BUYER", "SUPPORT_SELLER", "CLOSED"] | str] | None]
    buyer_user_ids: NotRequired[Collection[_Id] | None]
    create_time_ge: NotRequired[_Time | None]
    create_time_lt: NotRequired[_Time | None]
    locale: NotRequired[str | None]
    order_ids: NotRequired[Collection[_Id] | None]
    return_ids: NotRequired[Collection[_Id] | None]
    return_status: NotRequired[Collection[Literal["RETURN_OR_REFUND_REQUEST_PENDING", "REFUND_OR_RETURN_REQUEST_REJECT", "AWAITING_BUYER_SHIP", "BUYER_SHIPPED_ITEM", "REJECT_RECEIVE_PACKAGE", "RETURN_OR_REFUND_REQUEST_SUCCESS", "RETURN_OR_REFUND_REQUEST_CANCEL", "RETURN_OR_REFUND_REQUEST_COMPLETE", "AWAITING_BUYER_RESPONSE"] | str] | None]
    return_types: NotRequired[Collection[Literal["REFUND", "RETURN_AND_REFUND", "REPLACEMENT"] | str] | None]
    seller_proposed_return_type: NotRequired[Collection[Literal["PARTIAL_REFUND"] | str] | None]
    update_time_ge: NotRequired[_Time | None]
    update_time_lt: NotRequired[_Time | None]
class ApproveReturn(TypedDict):
    buyer_keep_item: NotRequired[bool | None]
    decision: Literal["APPROVE_REFUND", "APPROVE_RETURN", "APPROVE_RECEIVED_PACKAGE", "APPROVE_REPLACEMENT", "ISSUE_REPLACEMENT_REFUND", "OFFER_PARTIAL_REFUND", "DIRECT_REFUND"] | str
    partial_refund: NotRequired[ApproveReturnPartialRefund | None]
class ApproveReturnPartialRefund(TypedDict):
    amount: NotRequired[_Amount | None]
    currency: NotRequired[str | None]
class RejectReturn202309(TypedDict):
    comment: NotRequired[str | None]
    decision: NotRequired[Literal["REJECT_REFUND", "REJECT_RETURN", "REJECT_RECEIVED_PACKAGE", "REJECT_REPLACEMENT"] | str | None]
    images: NotRequired[Collection[RejectReturn202309Images] | None]
    reject_reason: NotRequired[str | None]
class RejectReturn202309Images(TypedDict):
    height: NotRequired[int | None]
    image_id: NotRequired[_Id | None]
    mime_type: NotRequired[str | None]
    width: NotRequired[int | None]
class UploadReturnShippingInformation(TypedDict):
    return_provider_id: _Id
    return_qr_code: NotRequired[Upload | bytes | None]
    return_shipping_label: NotRequired[Upload | bytes | None]
    tracking_number: str
class CancelOrder(TypedDict):
    order_id: _Id
    cancel_reason: str
    skus: NotRequired[Collection[CancelOrderSkus] | None]
    order_line_item_ids: NotRequired[Collection[_Id] | None]
    order_line_list: NotRequired[Collection[CancelOrderOrderLineList] | None]
class CancelOrderSkus(TypedDict):
    sku_id: _Id
    quantity: int
class CancelOrderOrderLineList(TypedDict):
    order_line_item_id: NotRequired[_Id | None]
    sub_order_line_item_id: NotRequired[_Id | None]
class SearchCancellations(TypedDict):
    cancel_ids: NotRequired[Collection[_Id] | None]
    order_ids: NotRequired[Collection[_Id] | None]
    buyer_user_ids: NotRequired[Collection[_Id] | None]
    cancel_types: NotRequired[Collection[Literal["BUYER_CANCEL", "CANCEL"] | str] | None]
    cancel_status: NotRequired[Collection[Literal["CANCELLATION_REQUEST_CANCEL", "CANCELLATION_REQUEST_COMPLETE", "CANCELLATION_REQUEST_PENDING", "CANCELLATION_REQUEST_SUCCESS"] | str] | None]
    create_time_ge: NotRequired[_Time | None]
    create_time_lt: NotRequired[_Time | None]
    update_time_ge: NotRequired[_Time | None]
    update_time_lt: NotRequired[_Time | None]
    locale: NotRequired[str | None]
class CalculateRefund(TypedDict):
    order_id: _Id
    request_type: str
    reason_name: str
    shipment_type: NotRequired[str | None]
    handover_method: NotRequired[str | None]
    order_line_item_ids: NotRequired[Collection[_Id] | None]
    skus: NotRequired[Collection[CalculateRefundSkus] | None]
    order_line_list: NotRequired[Collection[CalculateRefundOrderLineList] | None]
class CalculateRefundSkus(TypedDict):
    sku_id: _Id
    quantity: int
class CalculateRefundOrderLineList(TypedDict):
    order_line_item_id: NotRequired[_Id | None]
    sub_order_line_item_id: NotRequired[_Id | None]
class CreateReturn(TypedDict):
    order_id: _Id
    return_reason: str
    return_type: str
    skus: NotRequired[Collection[CreateReturnSkus] | None]
    order_line_item_ids: NotRequired[Collection[_Id] | None]
    refund_total: NotRequired[_Amount | None]
    currency: NotRequired[str | None]
    shipment_type: NotRequired[Literal["PLATFORM", "BUYER_ARRANGE"] | str | None]
    handover_method: NotRequired[Literal["DROP_OFF", "PICKUP"] | str | None]
    order_line_list: NotRequired[Collection[CreateReturnOrderLineList] | None]
class CreateReturnSkus(TypedDict):
    sku_id: _Id
    quantity: int
class CreateReturnOrderLineList(TypedDict):
    order_line_item_id: NotRequired[_Id | None]
    sub_order_line_item_id: NotRequired[_Id | None]
class SearchReturns(TypedDict):
    return_ids: NotRequired[Collection[_Id] | None]
    order_ids: NotRequired[Collection[_Id] | None]
    buyer_user_ids: NotRequired[Collection[_Id] | None]
    return_types: NotRequired[Collection[Literal["EXCHANGE", "REFUND", "REPLACEMENT", "RETURN_AND_REFUND"] | str] | None]
    return_status: NotRequired[Collection[Literal["AWAITING_BUYER_RESPONSE", "AWAITING_BUYER_SHIP", "BUYER_SHIPPED_ITEM", "EXCHANGE_REQUEST_CANCEL", "EXCHANGE_REQUEST_COMPLETE", "EXCHANGE_REQUEST_PENDING", "EXCHANGE_REQUEST_REFUND_SUCCESS", "REFUND_OR_RETURN_REQUEST_REJECT", "REJECT_RECEIVE_PACKAGE", "REPLACEMENT_REQUEST_CANCEL", "REPLACEMENT_REQUEST_COMPLETE", "REPLACEMENT_REQUEST_PENDING", "REPLACEMENT_REQUEST_REFUND_SUCCESS", "REPLACEMENT_REQUEST_REJECT", "RETURN_OR_REFUND_REQUEST_CANCEL", "RETURN_OR_REFUND_REQUEST_COMPLETE", "RETURN_OR_REFUND_REQUEST_PENDING", "RETURN_OR_REFUND_REQUEST_SUCCESS"] | str] | None]
    seller_proposed_return_type: NotRequired[Collection[Literal["PARTIAL_REFUND"] | str] | None]
    create_time_ge: NotRequired[_Time | None]
    arbitration_status: NotRequired[Collection[Literal["CLOSED", "IN_PROGRESS", "SUPPORT_BUYER", "SUPPORT_SELLER"] | str] | None]
    update_time_ge: NotRequired[_Time | None]
    update_time_lt: NotRequired[_Time | None]
    locale: NotRequired[str | None]
    create_time_lt: NotRequired[_Time | None]
class SearchAftersalesRequests(TypedDict):
    whitelisted_data_fields: NotRequired[Collection[Literal["LINE_ITEMS", "RETURN_MERCHANDISE_AUTHORIZATIONS", "SKU_RETURN_REQUESTS"] | str] | None]
    filters: NotRequired[SearchAftersalesRequestsFilters | None]
    sort: NotRequired[SearchAftersalesRequestsSort | None]
    pagination: NotRequired[SearchAftersalesRequestsPagination | None]
class SearchAftersalesRequestsFilters(TypedDict):
    aftersales_request_ids: NotRequired[Collection[_Id] | None]
    aftersales_request_statuses: NotRequired[Collection[Literal["INIT", "PENDING_REQUEST_REVIEW", "REQUEST_REVIEW_COMPLETED"] | str] | None]
    return_types: NotRequired[Collection[Literal["EXCHANGE", "REFUND", "REPLACEMENT", "RETURN_AND_REFUND"] | str] | None]
    main_order_ids: NotRequired[Collection[_Id] | None]
    buyer_ids: NotRequired[Collection[_Id] | None]
    time: NotRequired[SearchAftersalesRequestsFiltersTime | None]
class SearchAftersalesRequestsFiltersTime(TypedDict):
    create_time: NotRequired[SearchAftersalesRequestsFiltersTimeCreateTime | None]
    update_time: NotRequired[SearchAftersalesRequestsFiltersTimeUpdateTime | None]
class SearchAftersalesRequestsFiltersTimeCreateTime(TypedDict):
    min_unix_time_inclusive: NotRequired[int | None]
    max_unix_time_exclusive: NotRequired[int | None]
class SearchAftersalesRequestsFiltersTimeUpdateTime(TypedDict):
    min_unix_time_inclusive: NotRequired[int | None]
    max_unix_time_exclusive: NotRequired[int | None]
class SearchAftersalesRequestsSort(TypedDict):
    sort_field: NotRequired[Literal["CREATE_TIME", "UPDATE_TIME"] | str | None]
    sort_order: NotRequired[Literal["ASC", "DESC"] | str | None]
class SearchAftersalesRequestsPagination(TypedDict):
    page_size: NotRequired[int | None]
    page_token: NotRequired[str | None]
class SearchReturnMerchandiseAuthorizations(TypedDict):
    whitelisted_data_fields: NotRequired[Collection[Literal["LINE_ITEMS", "SKU_RETURN_REQUESTS"] | str] | None]
    filters: NotRequired[SearchReturnMerchandiseAuthorizationsFilters | None]
    sort: NotRequired[SearchReturnMerchandiseAuthorizationsSort | None]
    pagination: NotRequired[SearchReturnMerchandiseAuthorizationsPagination | None]
class SearchReturnMerchandiseAuthorizationsFilters(TypedDict):
    rma_ids: NotRequired[Collection[_Id] | None]
    package_ids: NotRequired[Collection[_Id] | None]
    statuses: NotRequired[Collection[Literal["AWAITING_BUYER_RETURN", "INIT", "PACKAGE_REVIEW_COMPLETED", "PENDING_PACKAGE_REVIEW", "RETURN_IN_TRANSIT"] | str] | None]
    aftersales_request_ids: NotRequired[Collection[_Id] | None]
    main_order_ids: NotRequired[Collection[_Id] | None]
    time: NotRequired[SearchReturnMerchandiseAuthorizationsFiltersTime | None]
class SearchReturnMerchandiseAuthorizationsFiltersTime(TypedDict):
    create_time: NotRequired[SearchReturnMerchandiseAuthorizationsFiltersTimeCreateTime | None]
    update_time: NotRequired[SearchReturnMerchandiseAuthorizationsFiltersTimeUpdateTime | None]
class SearchReturnMerchandiseAuthorizationsFiltersTimeCreateTime(TypedDict):
    min_unix_time_inclusive: NotRequired[int | None]
    max_unix_time_exclusive: NotRequired[int | None]
class SearchReturnMerchandiseAuthorizationsFiltersTimeUpdateTime(TypedDict):
    min_unix_time_inclusive: NotRequired[int | None]
    max_unix_time_exclusive: NotRequired[int | None]
class SearchReturnMerchandiseAuthorizationsSort(TypedDict):
    sort_field: NotRequired[Literal["CREATE_TIME", "UPDATE_TIME"] | str | None]
    sort_order: NotRequired[Literal["ASC", "DESC"] | str | None]
class SearchReturnMerchandiseAuthorizationsPagination(TypedDict):
    page_size: NotRequired[int | None]
    page_token: NotRequired[str | None]
class RejectReturn(TypedDict):
    decision: Literal["OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG", "REJECT_RECEIVED_PACKAGE", "REJECT_REFUND", "REJECT_REPLACEMENT", "REJECT_RETURN"] | str
    reject_reason: str
    comment: NotRequired[str | None]
    images: NotRequired[Collection[RejectReturnImages] | None]
    partial_refund_amount: NotRequired[RejectReturnPartialRefundAmount | None]
class RejectReturnImages(TypedDict):
    image_id: _Id
    mime_type: NotRequired[str | None]
    height: NotRequired[int | None]
    width: NotRequired[int | None]
class RejectReturnPartialRefundAmount(TypedDict):
    partial_refund_total: NotRequired[str | None]
    currency: NotRequired[str | None]
class ReviewAftersalesRequests(TypedDict):
    aftersales_request_decisions: NotRequired[Collection[ReviewAftersalesRequestsAftersalesRequestDecisions] | None]
class ReviewAftersalesRequestsAftersalesRequestDecisions(TypedDict):
    request_id: _Id
    line_item_decisions: Collection[ReviewAftersalesRequestsAftersalesRequestDecisionsLineItemDecisions]
    request_id_type: NotRequired[Literal["AFTERSALES", "RMA"] | str | None]
    action_unix_time: NotRequired[int | None]
    idempotency_key: NotRequired[str | None]
class ReviewAftersalesRequestsAftersalesRequestDecisionsLineItemDecisions(TypedDict):
    line_items: Collection[ReviewAftersalesRequestsAftersalesRequestDecisionsLineItemDecisionsLineItems]
    action: Literal["APPROVE_REQUEST", "APPROVE_RETURN_PACKAGE", "OFFER_PARTIAL_REFUND", "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG", "REFUND_INSTEAD", "REJECT_REQUEST", "REJECT_RETURN_PACKAGE"] | str
    alternative_solution_details: NotRequired[ReviewAftersalesRequestsAftersalesRequestDecisionsLineItemDecisionsAlternativeSolutionDetails | None]
    reason: NotRequired[ReviewAftersalesRequestsAftersalesRequestDecisionsLineItemDecisionsReason | None]
class ReviewAftersalesRequestsAftersalesRequestDecisionsLineItemDecisionsLineItems(TypedDict):
    return_line_item_id: _Id
    sub_return_line_item_id: NotRequired[_Id | None]
class ReviewAftersalesRequestsAftersalesRequestDecisionsLineItemDecisionsAlternativeSolutionDetails(TypedDict):
    partial_refund_amount: NotRequired[str | None]
    currency: NotRequired[str | None]
class ReviewAftersalesRequestsAftersalesRequestDecisionsLineItemDecisionsReason(TypedDict):
    reason_id: NotRequired[_Id | None]
    text: NotRequired[str | None]
    media: NotRequired[ReviewAftersalesRequestsAftersalesRequestDecisionsLineItemDecisionsReasonMedia | None]
class ReviewAftersalesRequestsAftersalesRequestDecisionsLineItemDecisionsReasonMedia(TypedDict):
    uri: NotRequired[str | None]
    mime_type: NotRequired[str | None]
class UploadReviewMedia(TypedDict):
    data: NotRequired[Upload | bytes | None]
    file_type: NotRequired[Literal["IMAGE", "VIDEO"] | str | None]
class ImportProductReviews202410(TypedDict):
    product_review: NotRequired[ImportProductReviews202410ProductReview | None]
class ImportProductReviews202410ProductReview(TypedDict):
    product: NotRequired[ImportProductReviews202410ProductReviewProduct | None]
    review_records: NotRequired[Collection[ImportProductReviews202410ProductReviewReviewRecords] | None]
class ImportProductReviews202410ProductReviewProduct(TypedDict):
    identifier: NotRequired[str | None]
    identifier_type: NotRequired[Literal["TIKTOK_PRODUCT_ID", "EXTERNAL_PRODUCT_ID", "PRODUCT_IDENTIFIER_CODE"] | str | None]
    name: NotRequired[str | None]
class ImportProductReviews202410ProductReviewReviewRecords(TypedDict):
    content: NotRequired[str | None]
    create_time_millis: NotRequired[int | None]
    external_review_id: NotRequired[_Id | None]
    image_uris: NotRequired[Collection[str] | None]
    rating: NotRequired[int | None]
    reviewer_display_name: NotRequired[str | None]
    source: NotRequired[str | None]
    title: NotRequired[str | None]
    video_uris: NotRequired[Collection[str] | None]
class ImportProductReviews(TypedDict):
    product_review: NotRequired[ImportProductReviewsProductReview | None]
class ImportProductReviewsProductReview(TypedDict):
    product: NotRequired[ImportProductReviewsProductReviewProduct | None]
    review_records: NotRequired[Collection[ImportProductReviewsProductReviewReviewRecords] | None]
class ImportProductReviewsProductReviewProduct(TypedDict):
    description: NotRequired[str | None]
    identifiers: NotRequired[ImportProductReviewsProductReviewProductIdentifiers | None]
    image_uris: NotRequired[Collection[str] | None]
    name: NotRequired[str | None]
class ImportProductReviewsProductReviewProductIdentifiers(TypedDict):
    external_product_id: NotRequired[_Id | None]
    product_identifier_code: NotRequired[str | None]
    seller_sku: NotRequired[str | None]
    tiktok_product_id: NotRequired[_Id | None]
class ImportProductReviewsProductReviewReviewRecords(TypedDict):
    content: NotRequired[str | None]
    create_time_millis: NotRequired[int | None]
    external_review_id: NotRequired[_Id | None]
    image_uris: NotRequired[Collection[str] | None]
    rating: NotRequired[int | None]
    reviewer_display_name: NotRequired[str | None]
    source: NotRequired[str | None]
    title: NotRequired[str | None]
    video_uris: NotRequired[Collection[str] | None]
class SyncCollections(TypedDict):
    collections: NotRequired[Collection[SyncCollectionsCollections] | None]
    logo_url: NotRequired[str | None]
    source: NotRequired[int | None]
class SyncCollectionsCollections(TypedDict):
    id: NotRequired[_Id | None]
    image_url: NotRequired[str | None]
    products: NotRequired[Collection[SyncCollectionsCollectionsProducts] | None]
    title: NotRequired[str | None]
class SyncCollectionsCollectionsProducts(TypedDict):
    outer_product_id: NotRequired[_Id | None]
    tts_product_id: NotRequired[_Id | None]
class ConfirmPackageShipment(TypedDict):
    packages: Collection[ConfirmPackageShipmentPackages]
    warehouse_provider_id: _Id
class ConfirmPackageShipmentPackages(TypedDict):
    create_time_millis: int
    dimension: ConfirmPackageShipmentPackagesDimension
    handover_time_millis: int
    id: _Id
    provider_warehouse_code: NotRequired[str | None]
    provider_warehouse_name: NotRequired[str | None]
    ship_time_millis: int
    shipping_origin_city: NotRequired[str | None]
    shipping_provider_id: _Id
    shipping_provider_name: str
    skus: Collection[ConfirmPackageShipmentPackagesSkus]
    tcw_warehouse_type: NotRequired[Literal["STANDARD", "TIKTOK_CERTIFIED_WAREHOUSE_FULFILLMENT"] | str | None]
    time_zone: str
    tracking_number: str
    weight: NotRequired[ConfirmPackageShipmentPackagesWeight | None]
    wms_order_id: _Id
class ConfirmPackageShipmentPackagesDimension(TypedDict):
    height: NotRequired[int | None]
    length: NotRequired[int | None]
    unit: NotRequired[Literal["METER", "CENTIMETER", "MILLIMETER", "MICRON", "FOOT", "INCH"] | str | None]
    width: NotRequired[int | None]
class ConfirmPackageShipmentPackagesSkus(TypedDict):
    id: _Id
    quantity: int
class ConfirmPackageShipmentPackagesWeight(TypedDict):
    unit: NotRequired[Literal["KILOGRAM", "GRAM", "MILLIGRAM", "POUND", "OUNCE"] | str | None]
    value: NotRequired[int | None]
