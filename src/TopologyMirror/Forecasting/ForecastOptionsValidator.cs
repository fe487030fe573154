using Microsoft.Extensions.Options;

namespace TopologyMirror.Forecasting;

/// <summary>Validates <see cref="ForecastOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class ForecastOptionsValidator : IValidateOptions<ForecastOptions>;
