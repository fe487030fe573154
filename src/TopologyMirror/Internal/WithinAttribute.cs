using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace TopologyMirror.Internal;

/// <summary>A range whose message names the option in full, the value given and both limits.</summary>
internal sealed class WithinAttribute : RangeAttribute
{
    private readonly Lock _setUp = new();

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

    /// <summary>The base class converts its limits at the first look, and two hosts may be built at the same time.</summary>
    public override bool IsValid(object? value)
    {
        lock (_setUp)
        {
            return base.IsValid(value);
        }
    }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        IsValid(value) ? ValidationResult.Success : new ValidationResult(
            string.Create(CultureInfo.InvariantCulture, $"{validationContext.DisplayName} ({value}) must be between {Minimum} and {Maximum}."),
            validationContext.MemberName is { } member ? [member] : null);
}
