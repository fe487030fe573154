using Microsoft.Extensions.Options;

namespace TopologyMirror.Hosting;

/// <summary>Validates <see cref="MirroredWorkOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class MirroredWorkOptionsValidator : IValidateOptions<MirroredWorkOptions>;
