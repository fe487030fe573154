using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace TopologyMirror.Internal;

/// <summary>A range whose message names the option in full, the value given and both limits.</summary>
internal sealed class WithinAttribute : RangeAttribute
{
    public WithinAttribute(int minimum, int maximum)
        : base(minimum, maximum)
    {
    }

    public WithinAttribute(double minimum, double maximum)
        : base(minimum, maximum)
    {
    }

    public WithinAttribute(Type type, string minimum, string maximum)
        : base(type, minimum, maximum)
    {
        ParseLimitsInInvariantCulture = true;
        ConvertValueInInvariantCulture = true;
    }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        IsValid(value) ? ValidationResult.Success : new ValidationResult(
            string.Create(CultureInfo.InvariantCulture, $"{validationContext.DisplayName} ({value}) must be between {Minimum} and {Maximum}."),
            validationContext.MemberName is { } member ? [member] : null);
}
