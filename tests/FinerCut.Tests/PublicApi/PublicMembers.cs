using System.Reflection;
using System.Runtime.CompilerServices;

namespace FinerCut.Tests.PublicApi;

/// <summary>Lists what a library lets others see.</summary>
internal static class PublicMembers
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>A line for each public type and each member of it that a caller can use.</summary>
    /// <param name="assembly">The library.</param>
    /// <returns>In the order of the names.</returns>
    public static IReadOnlyList<string> List(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes()
            .SelectMany(type => MembersOf(type).Prepend($"{KindOf(type)} {NameOf(type)}"))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> MembersOf(Type type) => type.GetMembers(Declared)
        .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)) && IsVisible(member))
        .Select(member => $"{NameOf(type)}.{Describe(member)}")
        .Distinct();

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: true } => false,
        MethodBase method => method.IsPublic || method.IsFamily,
        PropertyInfo property => (property.GetMethod ?? property.SetMethod) is { IsPublic: true } or { IsFamily: true },
        FieldInfo field => field is { IsPublic: true, IsSpecialName: false },
        _ => false,
    };

    private static string Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({ParametersOf(constructor)})",
        MethodInfo method => $"{method.Name}({ParametersOf(method)}) : {NameOf(method.ReturnType)}",
        PropertyInfo property => $"{property.Name} : {NameOf(property.PropertyType)}{AccessOf(property)}",
        FieldInfo field => $"{field.Name} : {NameOf(field.FieldType)}",
        _ => member.Name,
    };

    private static string AccessOf(PropertyInfo property) => property.SetMethod is not { IsPublic: true } setter ? ""
        : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init"
        : " set";

    private static string ParametersOf(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)));

    private static string KindOf(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : "class";

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.FullName?.Split('`')[0] ?? type.Name}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.FullName ?? type.Name;
}
