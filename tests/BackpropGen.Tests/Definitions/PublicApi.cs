using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace BackpropGen.Tests;

/// <summary>Writes the public types and members of an assembly as text, sorted, one a line.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().Where(IsWritten).OrderBy(Name, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append(Bases(type)).Append('\n');
            foreach (string member in type.GetMembers(Declared).Where(IsVisible).Select(Describe).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Not the marker types that the compiler makes of extension blocks: their names cannot be written.</summary>
    private static bool IsWritten(Type type) => !type.FullName!.Contains('<', StringComparison.Ordinal);

    private static bool IsVisible(MemberInfo member) => member switch
    {
        // Accessors are told by their properties; those of extension members have no special name and stand for themselves.
        MethodInfo method => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
            && !method.Name.Contains('<', StringComparison.Ordinal)
            && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        ConstructorInfo constructor => constructor.IsPublic || constructor.IsFamily || constructor.IsFamilyOrAssembly,
        FieldInfo field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => accessor.IsPublic || accessor.IsFamily || accessor.IsFamilyOrAssembly),
        _ => false,
    };

    private static string Describe(MemberInfo member) => member switch
    {
        FieldInfo field => $"field {Name(field.FieldType)} {field.Name}{(field.IsLiteral ? $" = {Text(field.GetRawConstantValue())}" : "")}",
        PropertyInfo property => $"property {Static(property.GetAccessors(true)[0])}{Name(property.PropertyType)} {property.Name}{Indexes(property)} {{{Accessors(property)} }}",
        MethodInfo method => $"method {Static(method)}{Name(method.ReturnType)} {method.Name}{Generics(method)}({Parameters(method)})",
        ConstructorInfo constructor => $"constructor ({Parameters(constructor)})",
        _ => throw new ArgumentOutOfRangeException(nameof(member)),
    };

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => type.IsByRefLike ? "ref struct" : "struct",
        _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
        _ => (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static class",
            (true, false) => "abstract class",
            (false, true) => "sealed class",
            _ => "class",
        },
    };

    private static string Bases(Type type)
    {
        IEnumerable<string> interfaces = type.GetInterfaces().Where(type => type.IsVisible).Select(Name).Order(StringComparer.Ordinal);
        Type? baseType = type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType ? parent : null;
        string[] bases = [.. baseType is null ? [] : new[] { Name(baseType) }, .. type.IsEnum ? [] : interfaces];
        return bases.Length == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray || type.IsPointer)
        {
            return Name(type.GetElementType()!) + (type.IsByRef ? "&" : type.IsArray ? "[]" : "*");
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        string name = type.Namespace is "System" ? type.Name : $"{type.Namespace}.{(type.DeclaringType is { } outer ? outer.Name + "." : "")}{type.Name}";
        int mark = name.IndexOf('`', StringComparison.Ordinal);
        return type.IsGenericType && mark >= 0 ? $"{name[..mark]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(System.Reflection.ParameterInfo parameter) =>
        $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Text(parameter.RawDefaultValue)}" : "")}";

    private static string Indexes(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } indexes ? $"[{string.Join(", ", indexes.Select(Parameter))}]" : "";

    private static string Accessors(PropertyInfo property)
    {
        string getter = property.GetMethod is { } get && (get.IsPublic || get.IsFamily) ? " get;" : "";
        bool isSet = property.SetMethod is { } set && (set.IsPublic || set.IsFamily);
        bool isInit = isSet && property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        return getter + (isInit ? " init;" : isSet ? " set;" : "");
    }

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "";

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => FormattableString.Invariant($"{value}"),
    };
}
