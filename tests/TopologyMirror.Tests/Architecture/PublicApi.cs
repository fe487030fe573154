using System.Reflection;
using System.Runtime.CompilerServices;

namespace TopologyMirror.Tests.Architecture;

/// <summary>Writes what an assembly offers to others: one line for each public or protected type and member, in ordinal order.</summary>
/// <remarks>Members that the compiler adds to records are left out: the type's line says that it is a record.</remarks>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(Assembly assembly)
    {
        List<string> lines = [];
        foreach (Type type in SourceAssemblies.TypesOf(assembly).Where(IsOffered))
        {
            AddType(type, lines);
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    public static void AddType(Type type, List<string> lines)
    {
        lines.Add(TypeLine(type));
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return;
        }

        foreach (MemberInfo member in type.GetMembers(Declared))
        {
            if (member is not Type && !member.IsDefined(typeof(CompilerGeneratedAttribute)) && MemberSignature.Of(member) is { } signature)
            {
                lines.Add($"{TypeText.Of(type)}: {signature}");
            }
        }
    }

    private static bool IsOffered(Type type) =>
        type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsOffered(type.DeclaringType!));

    private static string TypeLine(Type type)
    {
        IEnumerable<string> bases = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum) && parent != typeof(MulticastDelegate)
            ? [TypeText.Of(parent)]
            : [];
        IEnumerable<string> interfaces = type.IsEnum ? [] : type.GetInterfaces().Select(x => TypeText.Of(x)).Order(StringComparer.Ordinal);
        return $"{TypeText.Of(type)} = {string.Join(", ", [Kind(type), .. bases, .. interfaces])}{TypeText.Constraints(type.GetGenericArguments())}";
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
        {
            string flags = type.IsDefined(typeof(FlagsAttribute)) ? "flags " : string.Empty;
            return $"{flags}enum of {TypeText.Of(type.GetEnumUnderlyingType())}";
        }

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return "delegate " + MemberSignature.Of(type.GetMethod("Invoke")!)!.Replace("virtual ", string.Empty, StringComparison.Ordinal);
        }

        string record = type.GetMethod("PrintMembers", Declared) is not null ? "record " : string.Empty;
        if (type.IsValueType)
        {
            string readOnly = type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : string.Empty;
            return $"{readOnly}{(type.IsByRefLike ? "ref " : string.Empty)}{record}struct";
        }

        return type.IsInterface ? "interface" : $"{Modifier(type)}{record}class";
    }

    private static string Modifier(Type type) => (type.IsAbstract, type.IsSealed) switch
    {
        (true, true) => "static ",
        (true, false) => "abstract ",
        (false, true) => "sealed ",
        _ => string.Empty,
    };
}
