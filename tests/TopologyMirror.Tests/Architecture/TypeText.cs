using System.Reflection;

namespace TopologyMirror.Tests.Architecture;

/// <summary>Writes a type the way that C# does: full name, keywords for the built-in ones, <c>?</c> where null may be.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static NullabilityInfoContext Nullability { get; } = new();

    /// <summary>A type as such, without nullability of references.</summary>
    public static string Of(Type type) => Of(type, null);

    /// <summary>The type of a member or parameter.</summary>
    public static string Of(NullabilityInfo info) => Of(info.Type, info);

    /// <summary>The list of type parameters, empty where there are none.</summary>
    public static string Parameters(Type[] parameters) => parameters.Length == 0 ? string.Empty : $"<{string.Join(", ", parameters.Select(x => x.Name))}>";

    /// <summary>The constraints of type parameters, with a space before each.</summary>
    public static string Constraints(Type[] parameters) =>
        string.Concat(parameters.Where(x => x.IsGenericParameter).Select(x => (x.Name, Rules: Rules(x).ToList()))
            .Where(x => x.Rules.Count > 0).Select(x => $" where {x.Name} : {string.Join(", ", x.Rules)}"));

    private static string Of(Type type, NullabilityInfo? info)
    {
        if (type.IsByRef)
        {
            // What is behind a reference carries the reference's nullability.
            return Of(type.GetElementType()!, info) is var inner && info is not null ? inner : inner + "&";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Of(value, info is { GenericTypeArguments: [var only] } ? only : null).TrimEnd('?') + "?";
        }

        string mark = info is { ReadState: NullabilityState.Nullable } or { ReadState: NullabilityState.Unknown, WriteState: NullabilityState.Nullable } && !type.IsValueType ? "?" : string.Empty;
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, info?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        }

        if (type.IsGenericParameter)
        {
            return type.Name + mark;
        }

        return (Keywords.TryGetValue(type, out string? keyword) ? keyword : FullName(type, info)) + mark;
    }

    // A nested type repeats the type parameters of the one around it: each level writes those that it adds.
    private static string FullName(Type type, NullabilityInfo? info)
    {
        Type[] arguments = type.GetGenericArguments();
        int inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        string[] own = [.. arguments.Select((x, i) => Of(x, info is not null && i < info.GenericTypeArguments.Length ? info.GenericTypeArguments[i] : null)).Skip(inherited)];
        string outer = type.DeclaringType is null ? type.Namespace!
            : inherited == 0 ? FullName(type.DeclaringType, null)
            : FullName(type.DeclaringType.MakeGenericType(arguments[..inherited]), null);
        return $"{outer}.{type.Name.Split('`')[0]}{(own.Length == 0 ? string.Empty : $"<{string.Join(", ", own)}>")}";
    }

    private static IEnumerable<string> Rules(Type parameter)
    {
        GenericParameterAttributes attributes = parameter.GenericParameterAttributes;
        bool unmanaged = parameter.CustomAttributes.Any(x => x.AttributeType.Name == "IsUnmanagedAttribute");
        bool isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (isStruct)
        {
            yield return unmanaged ? "unmanaged" : "struct";
        }

        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            yield return "class";
        }

        foreach (Type type in parameter.GetGenericParameterConstraints().Where(x => x != typeof(ValueType)))
        {
            yield return Of(type);
        }

        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
        {
            yield return "new()";
        }
    }
}
