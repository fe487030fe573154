using Microsoft.Extensions.Options;

namespace TopologyMirror.Pipeline;

/// <summary>Validates <see cref="LearnCapacityOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class LearnCapacityOptionsValidator : IValidateOptions<LearnCapacityOptions>;
