namespace Microsoft.Build.Framework;

/// <summary>Says that a task may run beside others in one process; MSBuild looks for the name. Ours, because the version that tasks are built against lacks it.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
