using Microsoft.Extensions.Options;

namespace TopologyMirror.Capacity;

/// <summary>Validates <see cref="CapacityOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class CapacityOptionsValidator : IValidateOptions<CapacityOptions>;
