using Microsoft.Extensions.Options;

namespace TopologyMirror.Shadow;

/// <summary>Validates <see cref="ShadowOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class ShadowOptionsValidator : IValidateOptions<ShadowOptions>;
