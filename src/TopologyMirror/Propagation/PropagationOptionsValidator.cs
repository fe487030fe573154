using Microsoft.Extensions.Options;

namespace TopologyMirror.Propagation;

/// <summary>Validates <see cref="PropagationOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class PropagationOptionsValidator : IValidateOptions<PropagationOptions>;
