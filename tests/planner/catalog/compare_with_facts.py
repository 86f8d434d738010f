# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the collected facts on its own and compares them with what the program's catalogue says.

Usage: compare_with_facts.py FACTS_FOLDER < CATALOGUE.json. Prints one line a difference and, last, how
many figures were compared.
"""
import csv
import json
import pathlib
import sys

import yaml

facts = pathlib.Path(sys.argv[1])
catalog = json.load(sys.stdin)
compared = 0


def load(name):
    return yaml.safe_load((facts / name).read_text(encoding="utf-8"))


def check(what, ours, theirs):
    global compared
    compared += 1
    if isinstance(theirs, (int, float)) and isinstance(ours, (int, float)):
        same = abs(ours - theirs) <= 1e-12 * max(abs(ours), abs(theirs), 1e-30)
    else:
        same = ours == theirs
    if not same:
        print(f"{what}: catalogue {ours!r}, facts {theirs!r}")


def check_tiers(key, theirs, per=1.0, scale=1.0):
    ours = today[key]
    check(key + " tiers", len(ours), len(theirs))
    for mine, fact in zip(ours, theirs):
        check(key, mine["price"] * per, fact["value"])
        limit = next((v for k, v in fact.items() if k.startswith("up_to")), None)
        check(key + " upTo", mine["upTo"], None if limit is None else limit * scale)


def check_price(key, theirs, per=1.0, book=None):
    ours = (book or today).get(key)
    check(key, ours[0]["price"] * per if ours and len(ours) == 1 else ours, theirs)


prices = load("prices.yaml")
today = catalog["priceBooks"]["us-east-1-2026-10"]
talk = catalog["priceBooks"]["2018-talk"]

l = prices["lambda_us_east_1"]
check_tiers("lambda.x86.gb-second", l["x86_gb_second"])
check_tiers("lambda.arm.gb-second", l["arm_gb_second"])
check_price("lambda.request", l["requests_per_million"]["value"], 1e6)
check_price("lambda.ephemeral.gb-second", l["ephemeral_storage_gb_second"]["value"])
p = l["provisioned_concurrency"]
for arch in ("x86", "arm"):
    check_price(f"lambda.provisioned.{arch}.gb-second", p[f"{arch}_gb_s"])
    check_price(f"lambda.provisioned.{arch}.duration.gb-second", p[f"{arch}_duration_gb_s"])
    check_price(f"lambda.tenant.{arch}.gb", l["tenant_isolation_per_gb_memory_created"][arch])
check_price("lambda.snapstart.cache.gb-second", l["snapstart"]["cache_gb_s"])
check_price("lambda.snapstart.restore.gb", l["snapstart"]["restore_per_gb"])
check_price("lambda.streaming.gb", l["response_streaming_per_gb"]["value"])
check_price("lambda.durable.operation", l["durable_functions"]["per_operation"])
check_price("lambda.durable.written.gb", l["durable_functions"]["per_gb_written"])
check_price("lambda.durable.stored.gb-month", l["durable_functions"]["per_gb_month_stored"])
check_price("lambda.poller.kafka.hour", l["event_poller_unit_hour"]["kafka"])
check_price("lambda.poller.sqs.hour", l["event_poller_unit_hour"]["sqs"])
check_price("lambda.managed.request", l["managed_instances"]["requests_per_million"], 1e6)
check_price("function-url.request", l["function_url"]["value"])
check("free requests", catalog["free"]["lambda.request"], l["free_tier"]["requests"])
check("free GB-s", catalog["free"]["lambda.x86.gb-second"], l["free_tier"]["gb_seconds"])

n = prices["network"]
check_price("nat.hour", n["nat_gateway"]["us-east-1"]["hour"])
check_price("nat.gb", n["nat_gateway"]["us-east-1"]["gb"])
check_price("endpoint.az-hour", n["interface_endpoint"]["us-east-1"]["az_hour"])
check_tiers("endpoint.gb", n["interface_endpoint"]["us-east-1"]["gb_tiers"])
check_price("gateway-endpoint.hour", n["gateway_endpoint"]["value"])
check_price("gwlb-endpoint.hour", n["gateway_load_balancer_endpoint_us_east_1"]["hour"])
check_price("gwlb-endpoint.gb", n["gateway_load_balancer_endpoint_us_east_1"]["gb"])
check_price("ipv4.hour", n["public_ipv4_hour"]["value"])
check_price("alb.hour", n["alb"]["us-east-1"]["hour"])
check_price("alb.lcu-hour", n["alb"]["us-east-1"]["lcu_hour"])
out = n["data_transfer_us_east_1"]
check("transfer.out.gb", [t["price"] for t in today["transfer.out.gb"]],
      [n["data_transfer_out_first_10tb_per_gb"]["us-east-1"], out["out_next_40tb"],
       out["out_next_100tb"]])
check_price("transfer.zone.gb", out["intra_region_per_gb_each_way"])
check_price("transfer.region.gb", out["to_other_regions"])

s = prices["services_us_east_1"]
check_tiers("rest-api.request", s["api_gateway_rest_per_million"]["tiers"], 1e6, 1e6)
check_tiers("http-api.request", s["api_gateway_http_per_million"]["tiers"], 1e6, 1e6)
check_tiers("websocket-api.message", s["api_gateway_websocket"]["messages_per_million"], 1e6, 1e6)
check_price("websocket-api.connection-minute",
            s["api_gateway_websocket"]["connection_minutes_per_million"], 1e6)
check_price("sqs.request", s["sqs_per_million"]["standard"], 1e6)
check_price("sqs.fifo.request", s["sqs_per_million"]["fifo"], 1e6)
check_price("sns.request", s["sns"]["api_requests_per_million"], 1e6)
check_price("sns.http-notification", s["sns"]["http_notifications_per_100k"], 1e5)
check_price("sns.email-notification", s["sns"]["email_per_100k"], 1e5)
check_price("sns.fifo.publish", s["sns"]["fifo_publish_per_million"], 1e6)
check_price("sns.fifo.publish.gb", s["sns"]["fifo_publish_per_gb"])
check_price("sns.fifo.notification", s["sns"]["fifo_notifications_per_million"], 1e6)
check_price("sns.fifo.notification.gb", s["sns"]["fifo_notification_per_gb"])
e = s["eventbridge"]
check_price("eventbridge.custom-event", e["custom_events_per_million"], 1e6)
check_price("eventbridge.partner-event", e["partner_events_per_million"], 1e6)
check_price("eventbridge.archive.gb", e["archive_processing_per_gb"])
check_price("eventbridge.archive.gb-month", e["archive_storage_gb_month"])
check_price("eventbridge.schema-discovery.event", e["schema_discovery_per_million"], 1e6)
k = s["kinesis"]
check_price("kinesis.shard-hour", k["provisioned_shard_hour"])
check_price("kinesis.put-unit", k["put_unit_25kb_per_million"], 1e6)
check_price("kinesis.fan-out.shard-hour", k["efo_shard_consumer_hour"])
check_price("kinesis.fan-out.gb", k["efo_gb"])
check_price("kinesis.on-demand.stream-hour", k["on_demand_stream_hour"])
check_price("kinesis.on-demand.in.gb", k["on_demand_in_gb"])
check_price("kinesis.on-demand.out.gb", k["on_demand_out_gb"])
check_price("kinesis.on-demand.fan-out.gb", k["on_demand_efo_gb"])
check_price("kinesis.retention.gb", k["extended_retention_gb_provisioned"])
d = s["dynamodb_on_demand"]
check_price("dynamodb.write-unit", d["write_request_unit_per_million"], 1e6)
check_price("dynamodb.read-unit", d["read_request_unit_per_million"], 1e6)
check_price("dynamodb.storage.gb-month", d["storage_gb_month"])
check_price("dynamodb.stream-read", d["streams_read_unit_per_million"], 1e6)
check_price("s3.storage.gb-month", s["s3_standard"]["storage_gb_month"])
check_price("s3.put", s["s3_standard"]["put_copy_post_list_per_1000"], 1e3)
check_price("s3.get", s["s3_standard"]["get_per_1000"], 1e3)
check_price("states.transition", s["step_functions"]["standard_per_1000_transitions"], 1e3)
check_price("states.express.request", s["step_functions"]["express_requests_per_million"], 1e6)
check_tiers("states.express.gb-hour", s["step_functions"]["express_gb_hour"])
check_price("logs.ingest.gb", s["cloudwatch_logs"]["ingest_gb"])
check_price("logs.storage.gb-month", s["cloudwatch_logs"]["storage_gb_month"])
check_price("logs.insights.gb", s["cloudwatch_logs"]["insights_scanned_gb"])
check_price("rds-proxy.vcpu-hour", s["rds_proxy_per_vcpu_hour"]["value"])

regions = 0
for region, facts_of in prices["lambda_regions"].items():
    if region == "us-east-1" or "note" in facts_of:
        continue
    regions += 1
    book = catalog["priceBooks"][region + "-2026-10"]
    for key, field, per in (
            ("lambda.x86.gb-second", "x86_gb_s", 1), ("lambda.arm.gb-second", "arm_gb_s", 1),
            ("lambda.request", "requests_per_million", 1e6),
            ("lambda.ephemeral.gb-second", "ephemeral_gb_s", 1),
            ("lambda.provisioned.x86.gb-second", "provisioned_concurrency_gb_s_x86", 1),
            ("lambda.provisioned.x86.duration.gb-second", "provisioned_duration_gb_s_x86", 1)):
        if field in facts_of:
            check_price(key, facts_of[field], per, book)
        else:
            check(f"{region} {key}", book.get(key), None)
    nat = n["nat_gateway"].get(region, {})
    for key, value in (("nat.hour", nat.get("hour")), ("nat.gb", nat.get("gb")),
                       ("transfer.out.gb", n["data_transfer_out_first_10tb_per_gb"].get(region)),
                       ("endpoint.az-hour", n["interface_endpoint"].get(region, {}).get("az_hour")),
                       ("ipv4.hour", n["public_ipv4_hour"]["value"]
                        if region in n["public_ipv4_hour"]["regions"] else None),
                       ("alb.hour", n["alb"].get(region, {}).get("hour")),
                       ("states.transition",
                        prices["step_functions_standard_per_transition_by_region"].get(region))):
        # Oregon's endpoint is confirmed beside the figure of us-east-1.
        if (region, key) in (("us-west-2", "endpoint.az-hour"), ("us-west-2", "alb.hour")):
            continue
        ours = book.get(key)
        check(f"{region} {key}", ours and ours[0]["price"], value)
london = catalog["priceBooks"]["eu-west-2-2026-10"]
x = prices["services_eu_west_2"]
check_price("sqs.request", x["sqs_standard_per_million"], 1e6, london)
check_price("sqs.fifo.request", x["sqs_fifo_per_million"], 1e6, london)
check_price("scheduler.invocation", s["eventbridge_scheduler"]["eu_west_2_per_million"], 1e6, london)
check_price("s3.storage.gb-month", x["s3_storage_gb_month"], 1, london)
check_price("s3.put", x["s3_put_per_1000"], 1e3, london)
check_price("s3.get", x["s3_get_per_10000"], 1e4, london)
check_price("logs.ingest.gb", x["cloudwatch_logs_ingest_gb"], 1, london)
check_price("logs.storage.gb-month", x["cloudwatch_logs_gb_month"], 1, london)
check_price("logs.insights.gb", x["logs_insights_gb"], 1, london)
check_price("rds-proxy.vcpu-hour", x["rds_proxy_vcpu_hour"], 1, london)
tokyo = catalog["priceBooks"]["ap-northeast-1-2026-10"]
x = prices["services_ap_northeast_1"]
check_price("sqs.request", x["sqs_per_million"], 1e6, tokyo)
check_price("kinesis.shard-hour", x["kinesis_shard_hour"], 1, tokyo)
check_price("kinesis.put-unit", x["kinesis_put_unit_per_million"], 1e6, tokyo)
check_price("dynamodb.write-unit", x["dynamodb_wru_per_million"], 1e6, tokyo)
check_price("dynamodb.read-unit", x["dynamodb_rru_per_million"], 1e6, tokyo)
check_price("s3.storage.gb-month", x["s3_gb_month"], 1, tokyo)
check_price("s3.put", x["s3_put_per_1000"], 1e3, tokyo)
check_price("s3.get", x["s3_get_per_1000"], 1e3, tokyo)
check_price("http-api.request", x["api_gateway_http_per_million"], 1e6, tokyo)
check_price("logs.ingest.gb", x["cloudwatch_logs_gb"], 1, tokyo)
check("books of regions", sum(name.endswith("-2026-10") for name in catalog["priceBooks"]),
      regions + 1)

b = prices["price_book_2018"]
billed = catalog["priceBooks"]["us-east-1-2018-02"]
check_price("lambda.x86.gb-second", b["gb_second"]["value"], book=billed)
check_price("lambda.request", b["requests_per_million"]["value"], 1e6, billed)
check_price("lambda.x86.gb-second", b["gb_second"]["value"], book=talk)
check_price("lambda.request", b["requests_per_million"]["value"], 1e6, talk)
check("2018 memory", catalog["maximumMemory2018"], b["memory_max_mb"]["value"])
compared_keys = set(today)

quotas = load("quotas.yaml")
q = catalog["quotas"]


def check_quota(key, theirs):
    check(key, q.get(key), theirs)


now = quotas["lambda_2026"]
for key, path in {
        "lambda.memory.minimum": now["memory_mb"]["value"][0],
        "lambda.memory.maximum": now["memory_mb"]["value"][1],
        "lambda.memory.step": now["memory_mb"]["step"],
        "lambda.memory.default": now["memory_mb"]["default"],
        "lambda.timeout.minimum": now["timeout_s"]["value"][0],
        "lambda.timeout.maximum": now["timeout_s"]["value"][1],
        "lambda.timeout.default": now["timeout_s"]["default"],
        "cpu.one-vcpu": now["vcpu_at_mb"]["value"],
        "cpu.maximum": now["max_vcpu"]["value"],
        "lambda.ephemeral-storage.minimum": now["ephemeral_storage_mb"]["value"][0],
        "lambda.ephemeral-storage.maximum": now["ephemeral_storage_mb"]["value"][1],
        "lambda.environment-variables": now["env_vars_total_kb"]["value"],
        "lambda.layers": now["layers"]["value"],
        "lambda.resource-policy": now["resource_policy_kb"]["value"],
        "lambda.file-descriptors": now["file_descriptors"]["value"],
        "lambda.processes": now["processes_threads"]["value"],
        "lambda.payload.synchronous": now["payload_sync_mb"]["value"],
        "lambda.payload.asynchronous": now["payload_async_mb"]["value"],
        "lambda.payload.streamed-response": now["streamed_response_mb"]["value"],
        "lambda.package.zip": now["package_zip_upload_mb"]["value"],
        "lambda.package.unzipped": now["package_unzipped_mb"]["value"],
        "lambda.package.image": now["image_gb"]["value"],
        "lambda.concurrency": now["concurrent_executions_default"]["value"],
        "lambda.concurrency.unreserved-minimum": now["unreserved_minimum"]["value"],
        "lambda.network": now["network_mbps_per_environment"]["value"],
        "lambda.eni-per-vpc": now["eni_per_vpc_default"]["value"],
        "lambda.subnets": now["subnets_per_function"]["value"],
        "lambda.security-groups": now["security_groups_per_function"]["value"],
        "lambda.init.timeout": now["init_timeout_s"]["value"],
}.items():
    check_quota(key, path)
old = quotas["lambda_2018"]
for key, path in {
        "lambda-2018.memory.minimum": old["memory_mb"]["value"][0],
        "lambda-2018.memory.maximum": old["memory_mb"]["value"][1],
        "lambda-2018.memory.step": old["memory_mb"]["step"],
        "lambda-2018.timeout.maximum": old["timeout_s"]["value"],
        "lambda-2018.payload.synchronous": old["payload_sync_mb"]["value"],
        "lambda-2018.payload.asynchronous": old["payload_async_kb"]["value"],
        "lambda-2018.concurrency": old["concurrency_default"]["value"],
        "lambda-2018.burst.us-east-1": old["burst"]["table"]["us-east-1"],
        "lambda-2018.burst.per-minute": old["burst"]["then_per_minute"],
        "lambda-2018.eni-per-region": old["eni_default_per_region"]["value"],
}.items():
    check_quota(key, path)
for memory, vcpu in quotas["cpu"]["cpu_ceiling_observed"]["points"].items():
    check_quota(f"cpu.ceiling.{memory}", vcpu)
for step in quotas["cpu"]["visible_cores_observed"]["ranges"]:
    check_quota(f"cpu.cores.{step['from_mb']}", step["cores"])
check_quota("lambda.ephemeral-storage.included", l["ephemeral_storage_gb_second"]["free_mb"])
vpc = quotas["vpc"]
for key, path in {
        "vpc.subnet.reserved-addresses": vpc["subnet_reserved_ips"]["value"],
        "vpc.per-region": vpc["vpcs_per_region"]["value"],
        "vpc.subnets": vpc["subnets_per_vpc"]["value"],
        "vpc.cidr-blocks": vpc["ipv4_cidr_blocks_per_vpc"]["value"],
        "vpc.nat-gateways-per-zone": vpc["nat_gateways_per_az"]["value"],
        "vpc.network-interfaces-per-region": vpc["network_interfaces_per_region"]["value"],
        "vpc.security-groups-per-region": vpc["security_groups_per_region"]["value"],
        "vpc.security-group-rules": vpc["rules_per_security_group"]["value"],
        "vpc.gateway-endpoints-per-region": vpc["gateway_endpoints_per_region"]["value"],
        "vpc.interface-endpoints-per-vpc": vpc["interface_endpoints_per_vpc"]["value"],
        "vpc.routes-per-table": vpc["routes_per_table"]["value"],
        "hyperplane.connections-per-interface": quotas["hyperplane"]["connections_per_eni"]["value"],
        "hyperplane.idle-reclaim": quotas["hyperplane"]["idle_reclaim_days"]["value"],
        "hyperplane.detach": quotas["hyperplane"]["detach_minutes"]["value"],
        "lambda.snapstart.ephemeral-storage.maximum": quotas["snapstart"]["ephemeral_max_mb"],
        "lambda.snapstart.restore-timeout": quotas["snapstart"]["restore_timeout_s"],
        "api.rest.timeout": quotas["api_gateway"]["rest_timeout_ms"]["value"][1] / 1000,
        "api.http.timeout": quotas["api_gateway"]["http_timeout_s"]["value"],
        "api.payload": quotas["api_gateway"]["payload_mb"]["value"],
        "api.rate": quotas["api_gateway"]["account_rps_default"]["value"],
        "api.websocket.idle": quotas["api_gateway"]["websocket"]["idle_min"],
        "api.websocket.duration": quotas["api_gateway"]["websocket"]["max_hours"],
        "api.websocket.message": quotas["api_gateway"]["websocket"]["message_kb"],
        "step-functions.express.duration": quotas["step_functions"]["express_max_min"],
        "step-functions.payload": quotas["step_functions"]["payload_kib"],
        "step-functions.history-events": quotas["step_functions"]["history_events"],
        "step-functions.inline-map.concurrency": quotas["step_functions"]["inline_map_concurrency"],
        "step-functions.distributed-map.children":
            quotas["step_functions"]["distributed_map_children"],
        "sqs.max-receive-count.recommended": quotas["sqs"]["max_receive_count_recommended"]["value"],
        "durable.operations": quotas["durable_functions"]["operations_per_execution"],
        "durable.duration": quotas["durable_functions"]["max_duration_s"],
        "managed.memory.minimum": quotas["managed_instances"]["memory_min_mb"],
        "managed.memory.maximum": quotas["managed_instances"]["memory_max_mb"],
        "managed.environments.minimum": quotas["managed_instances"]["min_environments"],
        "managed.concurrency-per-environment.maximum":
            quotas["managed_instances"]["per_environment_concurrency_max"],
        "managed.timeout": quotas["managed_instances"]["timeout_min"],
        "managed.vcpu": quotas["managed_instances"]["max_vcpu_default"],
}.items():
    check_quota(key, path)

sources = load("event-sources.yaml")
sqs = sources["sources"]["sqs_standard"]
kinesis = sources["sources"]["kinesis"]
table = sources["sources"]["dynamodb_streams"]
for key, path in {
        "lambda.async.retries.default": sources["asynchronous_invocation"]["retries"]["default"],
        "lambda.async.retries.maximum": sources["asynchronous_invocation"]["retries"]["value"][1],
        "lambda.async.max-event-age.default":
            sources["asynchronous_invocation"]["max_event_age_s"]["default"],
        "lambda.async.max-event-age.minimum":
            sources["asynchronous_invocation"]["max_event_age_s"]["value"][0],
        "lambda.async.max-event-age.maximum":
            sources["asynchronous_invocation"]["max_event_age_s"]["value"][1],
        "sqs.batch.default": sqs["batch_default"],
        "sqs.batch.maximum": sqs["batch_max"],
        "sqs.batch.without-window": sqs["window_needed_above_batch"],
        "sqs.fifo.batch.maximum": sources["sources"]["sqs_fifo"]["batch_max"],
        "sqs.window.maximum": sqs["window_s"][1],
        "sqs.maximum-concurrency.minimum": sqs["max_concurrency"][0],
        "sqs.maximum-concurrency.maximum": sqs["max_concurrency"][1],
        "sqs.scaling.start": sqs["scaling"]["start"],
        "sqs.scaling.per-minute": sqs["scaling"]["add_per_minute"],
        "sqs.scaling.maximum": sqs["scaling"]["max"],
        "stream.batch.default": kinesis["batch_default"],
        "stream.batch.maximum": kinesis["batch_max"],
        "stream.parallelization.default": kinesis["parallelization_default"],
        "stream.parallelization.maximum": kinesis["parallelization"][1],
        "stream.retries.default": kinesis["retries_default"],
        "kinesis.polls-per-shard": kinesis["poll_per_second_per_shard"],
        "kafka.window.default": sources["sources"]["msk"]["window_default_ms"],
        "dynamodb-stream.polls-per-shard": table["poll_per_second_per_shard"],
        "dynamodb-stream.retention": table["stream_retention_h"],
        "dynamodb-stream.readers-per-shard": table["readers_per_shard"],
        "dynamodb-stream.readers-per-shard-global-table": table["readers_per_shard_global_table"],
        "filters.per-mapping": sources["filters"]["per_mapping_default"],
        "filters.per-mapping.maximum": sources["filters"]["raisable_to"],
}.items():
    check_quota(key, path)

cold = load("cold-start.yaml")
download = cold["package_size"][0]["fit"]
check_quota("cold-start.download.base-ms", download["intercept_ms"])
check_quota("cold-start.download.per-mb-ms", download["slope_ms_per_mb"])
check_quota("cold-start.loaded.nodejs.per-mb-ms", cold["package_size"][1]["slope_ms_per_mb"])
for memory, factor in cold["phase_model"]["boost_above_1769"]["relative_init"].items():
    check_quota(f"cold-start.boost.{memory}", factor)
before = cold["vpc"][0]["points"]["2019-06-28"]
check_quota("cold-start.eni-2018.median-ms", before["vpc_median"] * 1000)
check_quota("cold-start.eni-2018.without-vpc-ms", before["no_vpc"] * 1000)
check_quota("cold-start.eni-2018.p83-ms", before["vpc_p83"] * 1000)
check_quota("cold-start.eni-2018.p97_5-ms", before["vpc_p97_5"] * 1000)
after = cold["vpc"][0]["points"]["2021-01-07"]
check_quota("cold-start.vpc-2021.median-ms", after["vpc_median"] * 1000)
check_quota("cold-start.vpc-2021.without-vpc-ms", after["no_vpc"] * 1000)

for region, fact in quotas["regions"].items():
    check(f"region {region}", catalog["regions"].get(region, "none"), fact.get("azs"))
check("regions", len(catalog["regions"]), len(quotas["regions"]))

runtimes = load("runtimes.yaml")
ours = catalog["runtimes"]
check("runtimes", len(ours), len(runtimes["runtimes"]) + len(runtimes["preview"]))
for fact in runtimes["runtimes"]:
    mine = ours.get(fact["id"], {})
    for key, theirs in (("released", "released"), ("deprecation", "deprecation"),
                        ("blockCreate", "block_create"), ("blockUpdate", "block_update")):
        date = fact.get(theirs, "")
        check(f"{fact['id']} {key}", mine.get(key), date if date[:2] == "20" else "")
    check(f"{fact['id']} preview", mine.get("preview"), False)
for fact in runtimes["preview"]:
    check(f"{fact['id']} preview", ours.get(fact["id"], {}).get("preview"), True)

cells = {}
with open(facts / "cold-start.csv", newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        cells[f"{row['runtime']}|{row['arch']}|{row['package']}|{row['memory_mb']}"] = [
            float(row["samples"]), float(row["init_median_ms"]), float(row["init_p95_ms"]),
            float(row["first_invoke_ms"])]
check("cold-start cells", len(catalog["coldStart"]), len(cells))
for name, values in cells.items():
    check(name, catalog["coldStart"].get(name), values)
rows = cold["phase_model"]["rows"]
check("model rows", len(catalog["model"]), len(rows))
for row in rows:
    name = f"{row['runtime']}|{row['arch']}|{row['package']}"
    check(name, catalog["model"].get(name),
          [row["init_ms"], row["first_invoke_base_ms"], row["first_invoke_cpu_work_ms"]])
for name, ours_, theirs in (("restore", "restore", "restore_plus_hooks_median_ms"),
                            ("first invoke after restore", "restoreFirst", "first_invoke_median_ms")):
    for runtime, points in cold["snapstart"][theirs].items():
        for memory, value in points.items():
            check(f"{name} {runtime} {memory}", catalog[ours_].get(f"{runtime}|{memory}"), value)

print(compared)
