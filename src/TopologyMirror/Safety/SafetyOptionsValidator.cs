using Microsoft.Extensions.Options;

namespace TopologyMirror.Safety;

/// <summary>Validates <see cref="SafetyOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class SafetyOptionsValidator : IValidateOptions<SafetyOptions>;
