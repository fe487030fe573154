using Microsoft.Extensions.Options;

namespace TopologyMirror.Switchover;

/// <summary>Validates <see cref="SwitchoverOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class SwitchoverOptionsValidator : IValidateOptions<SwitchoverOptions>;
