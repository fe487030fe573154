using Microsoft.Extensions.Options;

namespace TopologyMirror.Switchover;

/// <summary>Validates <see cref="BakeGuardrailOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class BakeGuardrailOptionsValidator : IValidateOptions<BakeGuardrailOptions>;
