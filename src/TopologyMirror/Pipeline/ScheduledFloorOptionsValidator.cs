using Microsoft.Extensions.Options;

namespace TopologyMirror.Pipeline;

/// <summary>Validates <see cref="ScheduledFloorOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class ScheduledFloorOptionsValidator : IValidateOptions<ScheduledFloorOptions>;
