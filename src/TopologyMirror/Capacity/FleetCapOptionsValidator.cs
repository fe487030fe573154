using Microsoft.Extensions.Options;

namespace TopologyMirror.Capacity;

/// <summary>Validates <see cref="FleetCapOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class FleetCapOptionsValidator : IValidateOptions<FleetCapOptions>;
