using Microsoft.Extensions.Options;

namespace TopologyMirror.Pipeline;

/// <summary>Validates <see cref="MirrorPipelineOptions"/> by their attributes and those of their parts.</summary>
[OptionsValidator]
public sealed partial class MirrorPipelineOptionsValidator : IValidateOptions<MirrorPipelineOptions>;
