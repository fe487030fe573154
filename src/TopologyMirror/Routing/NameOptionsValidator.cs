using Microsoft.Extensions.Options;

namespace TopologyMirror.Routing;

/// <summary>Validates <see cref="NameOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class NameOptionsValidator : IValidateOptions<NameOptions>;
