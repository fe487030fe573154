using Microsoft.Extensions.Options;

namespace TopologyMirror.Propagation;

/// <summary>Validates <see cref="SyntheticLoadOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class SyntheticLoadOptionsValidator : IValidateOptions<SyntheticLoadOptions>;
