using Microsoft.Extensions.Options;

namespace TopologyMirror.Pipeline;

/// <summary>Validates <see cref="ServiceOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class ServiceOptionsValidator : IValidateOptions<ServiceOptions>;
