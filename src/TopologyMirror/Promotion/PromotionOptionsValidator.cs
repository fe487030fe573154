using Microsoft.Extensions.Options;

namespace TopologyMirror.Promotion;

/// <summary>Validates <see cref="PromotionOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class PromotionOptionsValidator : IValidateOptions<PromotionOptions>;
