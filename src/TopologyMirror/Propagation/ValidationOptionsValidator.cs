using Microsoft.Extensions.Options;

namespace TopologyMirror.Propagation;

/// <summary>Validates <see cref="ValidationOptions"/> by their attributes and those of their parts.</summary>
[OptionsValidator]
public sealed partial class ValidationOptionsValidator : IValidateOptions<ValidationOptions>;
