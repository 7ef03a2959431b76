// What the compiler needs of newer frameworks' attributes; it looks them up by name, in this assembly too.

namespace System.Runtime.CompilerServices
{
    using System.ComponentModel;

    /// <summary>Allows <c>init</c> accessors and positional records on .NET Standard 2.0.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    internal static class IsExternalInit;

    /// <summary>Marks a member that every initializer must set.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
    internal sealed class RequiredMemberAttribute : Attribute;

    /// <summary>Says which feature of the compiler a member needs.</summary>
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        /// <summary>The feature's name.</summary>
        public string FeatureName { get; } = featureName;
    }

    /// <summary>Names the method that builds a type from a collection expression.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
    internal sealed class CollectionBuilderAttribute(Type builderType, string methodName) : Attribute
    {
        /// <summary>The type that holds the builder method.</summary>
        public Type BuilderType { get; } = builderType;

        /// <summary>The builder method's name.</summary>
        public string MethodName { get; } = methodName;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>The argument is not null when the method returns the given value.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
    {
        /// <summary>The return value that guarantees it.</summary>
        public bool ReturnValue { get; } = returnValue;
    }

    /// <summary>The argument may be null when the method returns the given value.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class MaybeNullWhenAttribute(bool returnValue) : Attribute
    {
        /// <summary>The return value that allows it.</summary>
        public bool ReturnValue { get; } = returnValue;
    }

    /// <summary>The named members are not null when the method returns the given value.</summary>
    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
    internal sealed class MemberNotNullWhenAttribute(bool returnValue, params string[] members) : Attribute
    {
        /// <summary>The return value that guarantees it.</summary>
        public bool ReturnValue { get; } = returnValue;

        /// <summary>The members' names.</summary>
        public string[] Members { get; } = members;
    }

    /// <summary>The method never returns.</summary>
    [AttributeUsage(AttributeTargets.Method, Inherited = false)]
    internal sealed class DoesNotReturnAttribute : Attribute;
}
