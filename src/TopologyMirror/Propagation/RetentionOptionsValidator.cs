using Microsoft.Extensions.Options;

namespace TopologyMirror.Propagation;

/// <summary>Validates <see cref="RetentionOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;
