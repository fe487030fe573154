using Microsoft.Extensions.Options;

namespace TopologyMirror.Tuning;

/// <summary>Validates <see cref="ForecastTunerOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class ForecastTunerOptionsValidator : IValidateOptions<ForecastTunerOptions>;
