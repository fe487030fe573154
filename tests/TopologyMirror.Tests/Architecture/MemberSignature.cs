using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TopologyMirror.Tests.Architecture;

/// <summary>Writes one public or protected member the way that C# declares it, nullability and default values included.</summary>
internal static class MemberSignature
{
    /// <summary>The member's line; null for a member that others cannot reach.</summary>
    public static string? Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => Access(constructor) is { } access && !constructor.IsStatic
            ? $"{access}{constructor.DeclaringType!.Name.Split('`')[0]}({Parameters(constructor)})"
            : null,
        MethodInfo method => IsAccessor(method) ? null : Method(method),
        PropertyInfo property => Property(property),
        EventInfo @event => Access(@event.AddMethod!) is { } access
            ? $"{access}{Modifiers(@event.AddMethod!)}event {TypeText.Of(TypeText.Nullability.Create(@event))} {@event.Name}"
            : null,
        FieldInfo field => Field(field),
        _ => null,
    };

    private static string? Method(MethodInfo method) => Access(method) is { } access
        ? $"{access}{Modifiers(method)}{TypeText.Of(TypeText.Nullability.Create(method.ReturnParameter))} {method.Name}{TypeText.Parameters(method.GetGenericArguments())}"
            + $"({Parameters(method)}){TypeText.Constraints(method.GetGenericArguments())}"
        : null;

    private static string? Property(PropertyInfo property)
    {
        // Public before protected.
        MethodInfo? widest = property.GetAccessors(nonPublic: true).Where(accessor => Access(accessor) is not null).MinBy(accessor => Access(accessor)!.Length);
        if (widest is null)
        {
            return null;
        }

        string access = Access(widest)!;
        string Accessor(MethodInfo? accessor, string word) =>
            accessor is not null && Access(accessor) is { } own ? $" {(own == access ? string.Empty : own)}{word};" : string.Empty;

        bool init = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ?? false;
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : string.Empty;
        string name = property.GetIndexParameters() is { Length: > 0 } index ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        return $"{access}{required}{Modifiers(widest)}{TypeText.Of(TypeText.Nullability.Create(property))} {name}"
            + $" {{{Accessor(property.GetMethod, "get")}{Accessor(property.SetMethod, init ? "init" : "set")} }}";
    }

    private static string? Field(FieldInfo field)
    {
        if (field.IsSpecialName || !(field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly))
        {
            return null;
        }

        if (field.DeclaringType!.IsEnum)
        {
            return $"{field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
        }

        string access = field.IsPublic ? string.Empty : "protected ";
        string type = TypeText.Of(TypeText.Nullability.Create(field));
        return field.IsLiteral
            ? $"{access}const {type} {field.Name} = {Literal(field.GetRawConstantValue())}"
            : $"{access}{(field.IsStatic ? "static " : string.Empty)}{(field.IsInitOnly ? "readonly " : string.Empty)}{type} {field.Name}";
    }

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string? Access(MethodBase method) => method switch
    {
        { IsPublic: true } => string.Empty,
        { IsFamily: true } or { IsFamilyOrAssembly: true } => "protected ",
        _ => null,
    };

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
        {
            return method.IsAbstract ? "static abstract " : "static ";
        }

        if (!method.IsVirtual || method.IsFinal || method.DeclaringType!.IsInterface)
        {
            return string.Empty;
        }

        bool overrides = method.GetBaseDefinition() != method;
        return method.IsAbstract ? "abstract " : overrides ? "override " : "virtual ";
    }

    private static string Parameters(MethodBase method)
    {
        string list = string.Join(", ", method.GetParameters().Select(Parameter));
        return method.IsDefined(typeof(ExtensionAttribute)) ? "this " + list : list;
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string passed = parameter switch
        {
            { ParameterType.IsByRef: true, IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
            _ => string.Empty,
        };
        string value = parameter.HasDefaultValue ? " = " + Default(parameter) : string.Empty;
        return $"{passed}{TypeText.Of(TypeText.Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter) =>
        parameter.RawDefaultValue is null && parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? "default"
            : Literal(parameter.RawDefaultValue);

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        char c => $"'{c}'",
        bool b => b ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
