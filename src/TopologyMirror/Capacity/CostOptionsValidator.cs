using Microsoft.Extensions.Options;

namespace TopologyMirror.Capacity;

/// <summary>Validates <see cref="CostOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class CostOptionsValidator : IValidateOptions<CostOptions>;
