using Microsoft.Extensions.Options;

namespace TopologyMirror.Pipeline;

/// <summary>Validates <see cref="LoadMetricOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class LoadMetricOptionsValidator : IValidateOptions<LoadMetricOptions>;
