using System.ComponentModel.DataAnnotations;

namespace TopologyMirror.Internal;

/// <summary>A list of names of an enumeration's values, in any case. The message names the option in full, the first name that is none, and what there is.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NamesOfAttribute(Type enumeration) : ValidationAttribute
{
    public Type Enumeration => enumeration;

    public override bool IsValid(object? value) => FirstUnknown(value) is null;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        FirstUnknown(value) is not { } unknown ? ValidationResult.Success : new ValidationResult(
            $"{validationContext.DisplayName} ({unknown}) must be one of {string.Join(", ", Enum.GetNames(enumeration))}.",
            validationContext.MemberName is { } member ? [member] : null);

    private string? FirstUnknown(object? value) => (value as IEnumerable<string?>)?
        .Select(name => name ?? string.Empty).FirstOrDefault(name => !Enum.GetNames(enumeration).Contains(name, StringComparer.OrdinalIgnoreCase));
}
