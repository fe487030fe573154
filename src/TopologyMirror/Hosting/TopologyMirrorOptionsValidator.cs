using Microsoft.Extensions.Options;

namespace TopologyMirror.Hosting;

/// <summary>Validates <see cref="TopologyMirrorOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class TopologyMirrorOptionsValidator : IValidateOptions<TopologyMirrorOptions>;
